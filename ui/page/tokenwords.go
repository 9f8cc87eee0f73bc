package page

import "regexp"

// words say what a panel of the bench is about, for the glossary.
func (panel tokenPanel) words() string {
	switch panel {
	case panelHeader:
		return "header"
	case panelPayload:
		return "payload"
	case panelKey:
		return "secret\npublic key"
	case panelStages:
		return "verify"
	}
	return "JWT"
}

// Words implements Worded: what the bench is about, and the names in the token.
func (p *Tokens) Words() string {
	return "JWT header payload signature claim base64url alg secret public key verify audience issuer leeway JWKS " +
		p.text(panelHeader) + p.text(panelPayload)
}

// memberName is the name of a member of a JSON object.
var memberName = regexp.MustCompile(`"([^"\\]*)"\s*:`)

// Pointed implements Pointer: the member under the cursor, or else the panel that it is in.
func (p *Tokens) Pointed() string {
	words := p.focus.words()
	if p.focus != panelHeader && p.focus != panelPayload {
		return words
	}
	name := ""
	text := p.text(p.focus)
	for _, at := range memberName.FindAllStringSubmatchIndex(text, -1) {
		if at[0] > p.cursors[p.focus] {
			break
		}
		name = text[at[2]:at[3]]
	}
	return name + "\n" + words
}
