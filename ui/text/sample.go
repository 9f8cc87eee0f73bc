package text

import "authlab/ui/theme"

// Sample sets code as Code does, under a caption that names where it is taken
// from; an empty caption takes no line.
func Sample(caption, language, sample string, w int, st *theme.Styles) []string {
	lines := Code(language, sample, w, st)
	if caption == "" {
		return lines
	}
	named := st.Dim.On(Truncate(SafeLine(caption), w, st.Glyphs.Ellipsis))
	return append([]string{named}, lines...)
}
