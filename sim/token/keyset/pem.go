package keyset

import (
	"errors"
	"fmt"
	"strings"
)

const (
	pemBegin = "-----BEGIN "
	pemEnd   = "-----END "
	pemDash  = "-----"
)

// block is one PEM block (RFC 7468), read tolerantly of blanks and line breaks.
type block struct {
	label     string
	der       []byte
	encrypted bool // by the header lines of RFC 1421
	place     string
}

// readPEM reads all blocks of a text, whatever stands between them.
func (r *reader) readPEM(text string) error {
	escaped := strings.Contains(text, `\n`)
	if escaped {
		text = strings.NewReplacer(`\r\n`, "\n", `\n`, "\n").Replace(text)
		r.note(`The line breaks of the PEM block are written as \n, as in an .env file. They are taken for line breaks.`)
	}
	blocks, err := splitPEM(text)
	if e := (*Error)(nil); errors.As(err, &e) && escaped {
		e.At = -1 // the bytes have moved
	}
	if err != nil {
		return err
	}
	var refused []*Error
	for _, b := range blocks {
		if b.label == "EC PARAMETERS" {
			continue
		}
		if err := r.addBlock(b); err != nil {
			e := within(b.place, err).(*Error)
			if !e.unsupported {
				return e
			}
			refused = append(refused, e)
		}
	}
	return r.leaveOut(refused)
}

// addBlock makes a key of a block. A pair whose halves both stand in the text counts once.
func (r *reader) addBlock(b block) error {
	material, err := b.material()
	if err != nil {
		return err
	}
	key, err := r.make(material, "")
	if err != nil {
		return err
	}
	for i, other := range r.set.Keys {
		if !sameKey(other, key) {
			continue
		}
		if key.CanSign() && !other.CanSign() {
			r.set.Keys[i] = key
		}
		r.note(fmt.Sprintf("%s belongs to the same pair as %s. The two count as one key.", b.place, r.places[i]))
		return nil
	}
	if strings.HasSuffix(b.label, "CERTIFICATE") {
		if len(r.set.Keys) > 0 && isAuthority(b.der) {
			return &Error{What: "it is the certificate of an authority, which signs certificates and not tokens", At: -1, unsupported: true}
		}
		r.note(b.place + ": only the key is taken. Who issued the certificate and how long it is valid is not checked.")
	}
	return r.add(key, b.place)
}

// splitPEM finds the blocks.
func splitPEM(text string) ([]block, error) {
	var blocks []block
	for at := 0; ; {
		begin := strings.Index(text[at:], pemBegin)
		if begin < 0 {
			return blocks, nil
		}
		begin += at
		b, end, err := oneBlock(text, begin)
		if err != nil {
			return nil, err
		}
		if blocks, at = append(blocks, b), end; len(blocks) > 2*MaxKeys {
			return nil, &Error{What: fmt.Sprintf("there are more than %d PEM blocks", 2*MaxKeys), Mend: "give fewer", At: -1}
		}
	}
}

// oneBlock reads the block that begins at a byte of the text and answers where it ends.
func oneBlock(text string, begin int) (b block, end int, err error) {
	line := 1 + strings.Count(text[:begin], "\n")
	label, _, closed := strings.Cut(text[begin+len(pemBegin):], pemDash)
	if !closed || strings.ContainsAny(label, "\r\n") {
		return b, 0, &Error{What: "the BEGIN line is not closed by five dashes", Where: lineOf(line), Mend: "copy the block whole", At: begin}
	}
	b = block{label: label, place: lineOf(line)}
	if isLabel(label) {
		b.place += ", " + label
	}
	from := begin + len(pemBegin) + len(label) + len(pemDash)
	length := strings.Index(text[from:], pemDash)
	if length < 0 || !strings.HasPrefix(text[from+length:], pemEnd) {
		return b, 0, &Error{What: "the END line is missing", Where: b.place, Mend: "copy the block whole", At: begin}
	}
	end = from + length
	if !strings.HasPrefix(text[end:], pemEnd+label+pemDash) {
		return b, 0, &Error{What: "the END line does not say what the BEGIN line says", Where: b.place, Mend: "copy one block whole", At: end}
	}
	if err := b.foreign(); err != nil {
		return b, 0, within(b.place, err)
	}
	problem := b.decode(text[from:end])
	if problem != nil {
		problem.Where = fmt.Sprintf("%s, in line %d", b.place, line+strings.Count(text[from:from+problem.At], "\n"))
		problem.At += from
		return b, 0, problem
	}
	return b, end + len(pemEnd) + len(label) + len(pemDash), nil
}

// isLabel tells whether text reads as a label does, and not as something in its place.
func isLabel(text string) bool {
	for _, end := range []string{"KEY", "CERTIFICATE", "REQUEST", "PARAMETERS", "CRL", "PKCS7", "CMS", "BLOCK"} {
		if strings.HasSuffix(text, end) && len(text) <= 32 && text == strings.ToUpper(text) {
			return true
		}
	}
	return false
}

func lineOf(n int) string { return fmt.Sprintf("line %d", n) }

// decode reads what stands between the BEGIN and END lines. The error is At a byte of it.
func (b *block) decode(body string) *Error {
	if strings.Contains(body, "4,ENCRYPTED") {
		b.encrypted = true
		return nil
	}
	var plain strings.Builder
	var places []int
	start := 0
	for line := range strings.Lines(body) {
		if !strings.Contains(line, ":") {
			for i := range len(line) {
				if strings.IndexByte(" \t\r\n", line[i]) < 0 {
					plain.WriteByte(line[i])
					places = append(places, start+i)
				}
			}
		}
		start += len(line)
	}
	der, err := decodeBase64(plain.String(), "+/", "as PEM does, with + and /")
	if err != nil {
		if err.At < len(places) {
			err.At = places[err.At]
		} else {
			err.At = len(body)
		}
		return err
	}
	if b.der = der; len(der) == 0 {
		return &Error{What: "the block is empty", Mend: "copy it whole"}
	}
	return nil
}
