package token

// Place is one member of a JSON object, and where it stands in the text.
type Place struct {
	Name string
	// JSON is the value as written.
	JSON string
	// Start and End are the bytes of the whole member, from the quote of its name to the end of its value.
	Start, End int
}

// Walked is how the walk through a JSON text ended.
type Walked struct {
	// Object tells whether the text begins as an object.
	Object bool
	// Valid tells whether all of it is JSON, nested no deeper than allowed.
	Valid bool
	// TooDeep tells that nesting was what stopped the walk.
	TooDeep bool
	// At is where the walk stopped: the length of a valid text.
	At int
}

// Walk visits the members of a JSON object in their order, those of a broken one up to
// the break. It reads objects and arrays nested at most limit levels deep, the object
// itself among them, in one pass and without building anything.
func Walk(text string, limit int, visit func(Place)) Walked {
	s := scanner{text: text, limit: limit}
	var w Walked
	s.space()
	if w.Object = s.peek() == '{'; w.Object {
		w.Valid = s.object(func(name, value string) { visit(Place{name, value, s.member, s.at}) })
	} else {
		_, w.Valid = s.value()
	}
	w.Valid = w.Valid && s.end()
	w.TooDeep, w.At = s.tooDeep, s.at
	return w
}

// Elements are the values of a JSON array as written, nil if value is none or nests
// deeper than a strict reader takes.
func Elements(value string) []string {
	s := scanner{text: value, limit: maxDepth}
	list := []string{}
	if s.peek() != '[' || !s.array(func(element string) { list = append(list, element) }) {
		return nil
	}
	return list
}

// The bounds of a strict reader.
const (
	MaxDepth   = maxDepth   // levels of nesting
	MaxMembers = maxMembers // members of the header or payload
	MaxDate    = maxDate    // seconds since 1970, the end of the year 9999
)

// Unquote is the text of a JSON string; false if value is something else.
func Unquote(value string) (string, bool) { return unquote(value) }

// Number is the value of a JSON number; false if value is something else, or beyond
// what a float64 holds.
func Number(value string) (float64, bool) { return number(value) }

// Audience is the value of aud, a string or a list of strings (RFC 7519 §4.1.3); bad
// where it is neither.
func Audience(value string) (list []string, bad bool) { return audience(value) }

// OfType tells whether typ names the wanted type of token, "application/" left out and
// whatever the case (RFC 7515 §4.1.9). Everything is of the type "".
func OfType(want, typ string) bool { return ofType(want, typ) }

// Meant tells whether a token with this kid, "" for none, may be signed with the key.
func (k Key) Meant(kid string) bool { return k.meant(kid) }

// Signed tells whether the key made the signature of a text, by its own algorithm.
func (k Key) Signed(text string, signature []byte) bool {
	return k.method != nil && k.verify != nil && k.method.Verify(text, signature, k.verify) == nil
}
