package page

import (
	"strings"

	"authlab/ui/intent"
	"authlab/ui/text"
)

// roomForOffers is the width from which an empty bench has room for what can be done there
// beside how to begin, and offersWidth what that takes of it at most.
const (
	roomForOffers = 140
	offersWidth   = 70
)

// offers are what can be pasted, what can be made, and what comes after that.
func (p *Tokens) offers(width int) []string {
	st := p.env.Styles
	var lines []string
	heading := func(title string) { lines = append(lines, "", st.Heading.On(title)) }
	row := func(name, words string) {
		for _, one := range flow(words, width-offerName-2) {
			lines = append(lines, "  "+name+strings.Repeat(" ", max(offerName-text.Width(name), 1))+st.Text.On(one))
			name = ""
		}
	}
	heading("What can be pasted")
	row(st.Strong.On("a token"), "from a header, a cookie, a log or JSON: with Bearer, quotes, line breaks or percent-encoding around it")
	row(st.Strong.On("a part of one"), "a header or a payload alone, or both without the signature")
	row(st.Strong.On("a key"), "a secret as text, hex: or base64:, a PEM block, a JWK or a JWK Set; @ and a path reads a file")
	row(st.Strong.On("JSON"), "becomes the header or the payload, where that is marked")
	heading("What " + intent.Binding{Action: intent.Generate}.Key() + " makes")
	for _, one := range presets() {
		about, _, _ := strings.Cut(one.about, ". ")
		about, _, _ = strings.Cut(about, ", as ")
		about, _, _ = strings.Cut(about, ": jwt")
		row(st.Strong.On(one.name), strings.TrimSuffix(about, ".")+".")
	}
	heading("And then")
	for _, then := range []struct {
		action intent.Action
		does   string
	}{
		{intent.GiveKey, "give a key: the token is verified, with the reason where it is refused"},
		{intent.Sign, "sign again what was changed"},
		{intent.Forgeries, "forge it, and see which servers fall for it"},
		{intent.AtExpiry, "set the clock to the end of its life"},
		{intent.SendToCluster, "send it to the servers of a cluster, as mallory"},
	} {
		row(st.Key.On(intent.Binding{Action: then.action}.Key()), then.does)
	}
	return lines
}

// offerName is the column behind the names of what is offered.
const offerName = 22
