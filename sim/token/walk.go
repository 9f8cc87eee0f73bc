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
