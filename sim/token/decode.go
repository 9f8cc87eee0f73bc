package token

import (
	"encoding/base64"
	"encoding/json"
	"strings"
)

// Decoded is what can be read in a token without any key. Nothing in it has been
// verified.
type Decoded struct {
	Header, Payload, Signature Segment
	// Rest are segments beyond the third.
	Rest []string
	// Segments is the number of dots plus one.
	Segments int
}

// Segment is one part of a token between dots.
type Segment struct {
	// Raw is the part as it stands.
	Raw string
	// Bytes is the decoded part, nil if it is not base64url.
	Bytes []byte
	// Members are the members of the JSON object in their order, for the header
	// and the payload. A name may come twice.
	Members []Member
	// Problem says what could not be read, "" if all could.
	Problem string
}

// Member is one member of a header or payload.
type Member struct {
	Name string
	// JSON is the value as written.
	JSON string
	// Twice marks a name that has come before.
	Twice bool
}

// Decode takes a token apart as far as it can. It never fails: what is wrong
// with a segment is said there.
func Decode(raw string) Decoded {
	if len(raw) > MaxSize {
		raw = raw[:MaxSize]
	}
	parts := strings.Split(raw, ".")
	d := Decoded{Segments: len(parts)}
	for i, part := range parts {
		switch i {
		case 0:
			d.Header = jsonSegment(part)
		case 1:
			d.Payload = jsonSegment(part)
		case 2:
			d.Signature = segment(part)
		default:
			d.Rest = append(d.Rest, part)
		}
	}
	return d
}

func segment(part string) Segment {
	s := Segment{Raw: part}
	text, err := base64.RawURLEncoding.Strict().DecodeString(part)
	if err == nil && strings.ContainsAny(part, "\r\n") {
		s.Problem = "it contains a line break"
	}
	if err != nil {
		s.Problem = "it is not base64url: " + err.Error()
		// Spare bits, padding and the standard alphabet still show what was meant.
		text, err = base64.RawURLEncoding.DecodeString(strings.NewReplacer("+", "-", "/", "_", "=", "").Replace(part))
	}
	if err == nil {
		s.Bytes = text
	}
	return s
}

// libraryDepth is how deep encoding/json reads.
const libraryDepth = 10_000

func jsonSegment(part string) Segment {
	s := segment(part)
	if s.Bytes == nil {
		return s
	}
	if err := json.Unmarshal(s.Bytes, new(json.RawMessage)); err != nil {
		s.Problem = "it is not JSON: " + err.Error()
		return s
	}
	var twice bool
	walk(string(s.Bytes), libraryDepth, func(name, value string) {
		if len(s.Members) == MaxMembers {
			return
		}
		m := Member{Name: name, JSON: value}
		for _, other := range s.Members {
			m.Twice = m.Twice || other.Name == name
		}
		twice = twice || m.Twice
		s.Members = append(s.Members, m)
	})
	switch {
	case s.Problem != "":
	case twice:
		s.Problem = "a member comes twice"
	case len(s.Members) == 0 && !strings.HasPrefix(strings.TrimSpace(string(s.Bytes)), "{"):
		s.Problem = "it is JSON, but not an object"
	}
	return s
}

// Get answers the value of the first member of that name as JSON.
func (s Segment) Get(name string) (string, bool) {
	for _, m := range s.Members {
		if m.Name == name {
			return m.JSON, true
		}
	}
	return "", false
}

// Text answers a member that is a string.
func (s Segment) Text(name string) (string, bool) {
	value, ok := s.Get(name)
	if !ok {
		return "", false
	}
	return Unquote(value)
}

// JSON is the decoded segment as text, "" where there is none.
func (s Segment) JSON() string { return string(s.Bytes) }
