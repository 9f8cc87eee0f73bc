package token

// scanner reads JSON (RFC 8259) in one pass without building anything. It takes the
// texts that json.Valid takes, as far as they nest no deeper than limit.
type scanner struct {
	text  string
	at    int
	depth int // levels of nesting around the next value
	limit int
	// tooDeep is set where the limit was what stopped it.
	tooDeep bool
	// member is where the member begins that is being visited.
	member int
}

func (s *scanner) peek() byte {
	if s.at < len(s.text) {
		return s.text[s.at]
	}
	return 0
}

// take passes one byte if it is c.
func (s *scanner) take(c byte) bool {
	if s.peek() != c {
		return false
	}
	s.at++
	return true
}

func (s *scanner) space() {
	for s.at < len(s.text) {
		switch s.text[s.at] {
		case ' ', '\t', '\r', '\n':
			s.at++
		default:
			return
		}
	}
}

// end passes blanks and tells whether nothing follows them.
func (s *scanner) end() bool {
	s.space()
	return s.at == len(s.text)
}

// value passes one value and answers its text.
func (s *scanner) value() (text string, ok bool) {
	from := s.at
	switch s.peek() {
	case '"':
		ok = s.string()
	case '{':
		ok = s.object(nil)
	case '[':
		ok = s.array(nil)
	case 't':
		ok = s.word("true")
	case 'f':
		ok = s.word("false")
	case 'n':
		ok = s.word("null")
	default:
		ok = s.number()
	}
	return s.text[from:s.at], ok
}

func (s *scanner) word(word string) bool {
	if len(s.text)-s.at < len(word) || s.text[s.at:s.at+len(word)] != word {
		return false
	}
	s.at += len(word)
	return true
}

// deeper begins an object or array.
func (s *scanner) deeper() bool {
	s.at++
	s.depth++
	s.tooDeep = s.tooDeep || s.depth > s.limit
	return !s.tooDeep
}

// object passes an object and lets visit, if any, see its members.
func (s *scanner) object(visit func(name, value string)) bool {
	if !s.deeper() {
		return false
	}
	if s.space(); s.take('}') {
		s.depth--
		return true
	}
	for {
		from := s.at
		if s.peek() != '"' || !s.string() {
			return false
		}
		name := s.text[from:s.at]
		if s.space(); !s.take(':') {
			return false
		}
		s.space()
		value, ok := s.value()
		if !ok {
			return false
		}
		if visit != nil {
			plain, _ := Unquote(name)
			s.member = from
			visit(plain, value)
		}
		if s.space(); s.take(',') {
			s.space()
			continue
		}
		s.depth--
		return s.take('}')
	}
}

// array passes an array and lets visit, if any, see its elements.
func (s *scanner) array(visit func(value string)) bool {
	if !s.deeper() {
		return false
	}
	if s.space(); s.take(']') {
		s.depth--
		return true
	}
	for {
		value, ok := s.value()
		if !ok {
			return false
		}
		if visit != nil {
			visit(value)
		}
		if s.space(); s.take(',') {
			s.space()
			continue
		}
		s.depth--
		return s.take(']')
	}
}

// string passes a string, from quote to quote.
func (s *scanner) string() bool {
	for i := s.at + 1; i < len(s.text); i++ {
		switch c := s.text[i]; {
		case c == '"':
			s.at = i + 1
			return true
		case c < ' ':
			return false
		case c == '\\':
			n := escape(s.text[i:])
			if n == 0 {
				return false
			}
			i += n - 1
		}
	}
	return false
}

// escape is the length of the escape that text begins with, 0 if it is none.
func escape(text string) int {
	if len(text) < 2 {
		return 0
	}
	switch text[1] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return 2
	case 'u':
		const length = len(`\u0000`)
		if len(text) < length {
			return 0
		}
		for _, c := range []byte(text[2:length]) {
			if !('0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F') {
				return 0
			}
		}
		return length
	}
	return 0
}

// number passes a number (RFC 8259 §6).
func (s *scanner) number() bool {
	s.take('-')
	if !s.take('0') && !s.digits() {
		return false
	}
	if s.take('.') && !s.digits() {
		return false
	}
	if s.take('e') || s.take('E') {
		if !s.take('+') {
			s.take('-')
		}
		return s.digits()
	}
	return true
}

// digits passes at least one digit.
func (s *scanner) digits() bool {
	from := s.at
	for s.at < len(s.text) && '0' <= s.text[s.at] && s.text[s.at] <= '9' {
		s.at++
	}
	return s.at > from
}
