package layout

import "image"

// BenchWide is the width from which the lab's column stands beside the stage.
const BenchWide = 120

// The narrowest and the widest the lab's column gets.
const (
	columnNarrowest = 40
	columnWidest    = 58
)

// Bench divides the body of the lab into stage and column, with one column of cells
// between them. On a narrow screen the column is empty.
func Bench(w, h int) (stage, column image.Rectangle) {
	stage = image.Rect(0, 0, max(w, 0), max(h, 0))
	if w < BenchWide {
		return stage, image.Rectangle{}
	}
	column = stage
	stage.Max.X = w - min(max(w*3/10, columnNarrowest), columnWidest) - 1
	column.Min.X = stage.Max.X + 1
	return stage, column
}
