package theme

// Glyphs are the signs of the picture, each one column wide.
type Glyphs struct {
	ASCII bool
	// Check, Cross and Question say yes, no and cannot know.
	Check, Cross, Question string
	// Open is what has not been done, Half what has been done in part.
	Open, Half                string
	Pointer, Bullet, Ellipsis string
	Right, Left, Up, Down     string
	Change                    string // between was and now
	Wrapped                   string // a line goes on below
	Horizontal, Vertical      string
	TopLeft, TopRight         string
	BottomLeft, BottomRight   string
	DoubleHorizontal          string
	Quote                     string
}

var unicodeGlyphs = Glyphs{
	Check: "✓", Cross: "✗", Question: "?",
	Open: "○", Half: "◐",
	Pointer: "▸", Bullet: "•", Ellipsis: "…",
	Right: "→", Left: "←", Up: "↑", Down: "↓", Change: "→", Wrapped: "↳",
	Horizontal: "─", Vertical: "│", TopLeft: "┌", TopRight: "┐", BottomLeft: "└", BottomRight: "┘",
	DoubleHorizontal: "═", Quote: "▏",
}

var asciiGlyphs = Glyphs{
	ASCII: true,
	Check: "V", Cross: "x", Question: "?",
	Open: "o", Half: "%",
	Pointer: ">", Bullet: "*", Ellipsis: "~",
	Right: ">", Left: "<", Up: "^", Down: "v", Change: ">", Wrapped: "\\",
	Horizontal: "-", Vertical: "|", TopLeft: "+", TopRight: "+", BottomLeft: "+", BottomRight: "+",
	DoubleHorizontal: "=", Quote: "|",
}
