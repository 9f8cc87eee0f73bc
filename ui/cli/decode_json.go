package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"authlab/sim/token/inspect"
	"authlab/ui/text"
)

// record is what programs get of one token. Fields may be added; these stay.
type record struct {
	Index    int    `json:"index"`
	Line     *int   `json:"line"`
	Outcome  string `json:"outcome"`
	Verified bool   `json:"verified"`
	// Failed and Reason are of the first stage that failed.
	Failed *string `json:"failed_stage"`
	Reason string  `json:"reason"`
	At     string  `json:"at"`

	Header         json.RawMessage `json:"header"`
	HeaderText     *string         `json:"header_text"`
	HeaderRaw      *string         `json:"header_raw"`
	HeaderMembers  []jsonMember    `json:"header_members"`
	Payload        json.RawMessage `json:"payload"`
	PayloadText    *string         `json:"payload_text"`
	PayloadRaw     *string         `json:"payload_raw"`
	PayloadMembers []jsonMember    `json:"payload_members"`
	Signature      *string         `json:"signature"`
	SignatureBytes *int            `json:"signature_bytes"`

	Stages  []jsonStage  `json:"stages"`
	Notes   []jsonNote   `json:"notes"`
	Library *jsonLibrary `json:"library"`
	Key     *jsonKey     `json:"key"`
}

type jsonMember struct {
	Name    string `json:"name"`
	JSON    string `json:"json"`
	Meaning string `json:"meaning"`
	Source  string `json:"source"`
	Says    string `json:"says"`
	Start   int    `json:"start"`
	End     int    `json:"end"`
	Twice   bool   `json:"twice"`
}

type jsonStage struct {
	Stage  string `json:"stage"`
	Status string `json:"status"`
	Reason string `json:"reason"`
	Offset *int   `json:"offset"`
	Source string `json:"source"`
}

type jsonNote struct {
	Gravity string `json:"gravity"`
	Code    string `json:"code"`
	Text    string `json:"text"`
	Offset  *int   `json:"offset"`
	Source  string `json:"source"`
}

// jsonLibrary are the answers of two libraries; an accepted token has accepts true and
// empty words.
type jsonLibrary struct {
	Go struct {
		Accepts  bool   `json:"accepts"`
		Sentinel string `json:"sentinel"`
		Message  string `json:"message"`
	} `json:"golang_jwt"`
	Node struct {
		Accepts *bool  `json:"accepts"`
		Name    string `json:"name"`
		Message string `json:"message"`
		Cannot  string `json:"cannot"`
	} `json:"jsonwebtoken"`
}

type jsonKey struct {
	Index int    `json:"index"`
	Kid   string `json:"kid"`
	Alg   string `json:"alg"`
}

// printJSON prints one object on one line.
func (d *decoding) printJSON(p pasted, r *inspect.Report) error {
	rec := record{
		Index: d.index, Outcome: kebab(string(r.Outcome)), Verified: r.Outcome == inspect.Verified,
		At:             d.request.At.UTC().Format(time.RFC3339),
		HeaderMembers:  jsonMembers(r.Header),
		PayloadMembers: jsonMembers(r.Payload),
		Stages:         []jsonStage{}, Notes: []jsonNote{},
		Library: library(r),
	}
	rec.Header, rec.HeaderText, rec.HeaderRaw = jsonPart(r.Header)
	rec.Payload, rec.PayloadText, rec.PayloadRaw = jsonPart(r.Payload)
	if p.line > 0 {
		rec.Line = &p.line
	}
	if failure := r.Failure(); failure != nil {
		stage := kebab(string(failure.Name))
		rec.Failed, rec.Reason = &stage, failure.Reason
	}
	if r.Signature.Start >= 0 {
		rec.Signature = &r.Signature.Raw
		if r.Signature.Decoded != nil {
			n := len(r.Signature.Decoded)
			rec.SignatureBytes = &n
		}
	}
	for _, s := range r.Stages {
		rec.Stages = append(rec.Stages, jsonStage{kebab(string(s.Name)), kebab(string(s.Status)), s.Reason, offset(s.Offset), s.Source})
	}
	for _, n := range r.Notes {
		rec.Notes = append(rec.Notes, jsonNote{string(n.Gravity), n.Code, n.Text, offset(n.Offset), n.Source})
	}
	if r.Key >= 0 && r.Key < len(d.request.Keys) {
		key := d.request.Keys[r.Key]
		rec.Key = &jsonKey{r.Key, key.ID, key.Algorithm}
	}
	line, err := encode(rec)
	if err != nil {
		return err
	}
	_, err = d.out.WriteString(line)
	return err
}

// kebab is a word or two as programs have them: "issuer-and-audience".
func kebab(words string) string { return strings.ReplaceAll(strings.ToLower(words), " ", "-") }

func offset(at int) *int {
	if at < 0 {
		return nil
	}
	return &at
}

func library(r *inspect.Report) *jsonLibrary {
	if !r.Library.Asked {
		return nil
	}
	out, from := &jsonLibrary{}, r.Library
	out.Go.Accepts, out.Go.Sentinel, out.Go.Message = from.GoSentinel == "" && from.Go == "", from.GoSentinel, from.Go
	out.Node.Name, out.Node.Message, out.Node.Cannot = from.NodeName, from.Node, from.NodeCannot
	if from.NodeCannot == "" {
		accepts := from.NodeName == "" && from.Node == ""
		out.Node.Accepts = &accepts
	}
	return out
}

func jsonMembers(p inspect.Part) []jsonMember {
	out := []jsonMember{}
	for _, m := range p.Members {
		out = append(out, jsonMember{m.Name, m.JSON, m.Meaning, m.Source, m.Says, m.Start, m.End, m.Twice})
	}
	return out
}

// deepest is how deep a part may nest to be passed on as JSON: parsers that recurse
// give up somewhere beyond.
const deepest = 100

// jsonPart is a part as JSON, or else as text, and as it stands in the token.
func jsonPart(p inspect.Part) (value json.RawMessage, decoded, raw *string) {
	if p.Start >= 0 {
		raw = &p.Raw
	}
	if p.Decoded == nil {
		return nil, nil, raw
	}
	if utf8.Valid(p.Decoded) && json.Valid(p.Decoded) && depth(p.Decoded) <= deepest {
		return p.Decoded, nil, raw
	}
	words := string(p.Decoded)
	return nil, &words, raw
}

// depth is how deep valid JSON nests.
func depth(data []byte) int {
	most, now, quoted := 0, 0, false
	for i := 0; i < len(data); i++ {
		switch c := data[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '[' || c == '{':
			now++
			most = max(most, now)
		case c == ']' || c == '}':
			now--
		}
	}
	return most
}

// encode writes a line of JSON in which everything a terminal would obey or hide is an
// escape.
func encode(value any) (string, error) {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return "", err
	}
	// Outside strings JSON is ASCII, so every other character may be escaped.
	var out strings.Builder
	out.Grow(b.Len())
	for _, r := range b.String() {
		switch {
		case r < 0x7f:
			out.WriteRune(r)
		case r == 0x7f || unicode.In(r, unicode.M) || text.Safe(string(r)) != string(r):
			if high, low := utf16.EncodeRune(r); high != unicode.ReplacementChar {
				fmt.Fprintf(&out, `\u%04x\u%04x`, high, low)
			} else {
				fmt.Fprintf(&out, `\u%04x`, r)
			}
		default:
			out.WriteRune(r)
		}
	}
	return out.String(), nil
}
