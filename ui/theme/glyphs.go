package theme

// Glyphs are the signs of the picture, each one column wide.
type Glyphs struct {
	ASCII bool
	// Check, Cross and Question say yes, no and cannot know.
	Check, Cross, Question string
	// Full, Ring and Open are steps done, at hand and to come; Half is done in part.
	Full, Ring, Open, Half                string
	Pointer, Bullet, Ellipsis             string
	Right, Left, Up, Down                 string
	Change                                string // between was and now
	Wrapped                               string // a line goes on below
	Horizontal, Vertical                  string
	TopLeft, TopRight                     string
	BottomLeft, BottomRight               string
	TeeLeft, TeeRight, TeeDown, TeeUp     string
	Cross4                                string
	DashHorizontal, DashVertical          string
	DoubleHorizontal, DoubleVertical      string
	DoubleTopLeft, DoubleTopRight         string
	DoubleBottomLeft                      string
	DoubleBottomRight                     string
	RoundTopLeft, RoundTopRight           string
	RoundBottomLeft, RoundBottomRight     string
	HeadRight, HeadLeft, HeadUp, HeadDown string
	Quote                                 string
}

var unicodeGlyphs = Glyphs{
	Check: "✓", Cross: "✗", Question: "?",
	Full: "●", Ring: "◉", Open: "○", Half: "◐",
	Pointer: "▸", Bullet: "•", Ellipsis: "…",
	Right: "→", Left: "←", Up: "↑", Down: "↓", Change: "→", Wrapped: "↳",
	Horizontal: "─", Vertical: "│", TopLeft: "┌", TopRight: "┐", BottomLeft: "└", BottomRight: "┘",
	TeeLeft: "├", TeeRight: "┤", TeeDown: "┬", TeeUp: "┴", Cross4: "┼",
	DashHorizontal: "╌", DashVertical: "╎",
	DoubleHorizontal: "═", DoubleVertical: "║", DoubleTopLeft: "╔", DoubleTopRight: "╗", DoubleBottomLeft: "╚", DoubleBottomRight: "╝",
	RoundTopLeft: "╭", RoundTopRight: "╮", RoundBottomLeft: "╰", RoundBottomRight: "╯",
	HeadRight: "▶", HeadLeft: "◀", HeadUp: "▲", HeadDown: "▼", Quote: "▏",
}

var asciiGlyphs = Glyphs{
	ASCII: true,
	Check: "V", Cross: "x", Question: "?",
	Full: "*", Ring: "@", Open: "o", Half: "%",
	Pointer: ">", Bullet: "*", Ellipsis: "~",
	Right: ">", Left: "<", Up: "^", Down: "v", Change: ">", Wrapped: "\\",
	Horizontal: "-", Vertical: "|", TopLeft: "+", TopRight: "+", BottomLeft: "+", BottomRight: "+",
	TeeLeft: "+", TeeRight: "+", TeeDown: "+", TeeUp: "+", Cross4: "+",
	DashHorizontal: ".", DashVertical: ":",
	DoubleHorizontal: "=", DoubleVertical: "#", DoubleTopLeft: "#", DoubleTopRight: "#", DoubleBottomLeft: "#", DoubleBottomRight: "#",
	RoundTopLeft: ".", RoundTopRight: ".", RoundBottomLeft: "'", RoundBottomRight: "'",
	HeadRight: ">", HeadLeft: "<", HeadUp: "^", HeadDown: "v", Quote: "|",
}
