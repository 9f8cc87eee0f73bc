package layout

import (
	"fmt"
	"image"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// picture draws a layout as boxes: the letter of a rectangle's name on its edge,
// the whole name in its corner.
func (l Layout) picture(w, h int) string {
	cells := make([][]byte, h)
	for y := range cells {
		cells[y] = []byte(strings.Repeat(" ", w))
	}
	names := l.named()
	var order []string
	for name := range names {
		order = append(order, name)
	}
	slices.Sort(order)
	for _, name := range order {
		r := names[name]
		for y := r.Min.Y; y < r.Max.Y; y++ {
			for x := r.Min.X; x < r.Max.X; x++ {
				if edge := x == r.Min.X || x == r.Max.X-1 || y == r.Min.Y || y == r.Max.Y-1; edge {
					cells[y][x] = name[0]
				}
			}
		}
		if label := fmt.Sprintf(" %s %dx%d ", name, r.Dx(), r.Dy()); r.Dx() > len(label)+2 {
			copy(cells[r.Min.Y][r.Min.X+2:], label)
		}
	}
	var b strings.Builder
	for _, row := range cells {
		b.WriteString(strings.TrimRight(string(row), " ") + "\n")
	}
	return b.String()
}

// TestPictures compares layouts with the pictures of them in testdata.
// UPDATE_GOLDEN=1 accepts what is drawn now.
func TestPictures(t *testing.T) {
	for _, size := range []image.Point{{60, 16}, {80, 24}, {100, 30}, {120, 40}, {160, 50}, {200, 60}} {
		t.Run(fmt.Sprintf("%dx%d", size.X, size.Y), func(t *testing.T) {
			got := Solve(size.X, size.Y).picture(size.X, size.Y)
			file := filepath.Join("testdata", fmt.Sprintf("%dx%d.txt", size.X, size.Y))
			if os.Getenv("UPDATE_GOLDEN") != "" {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("%s differs (UPDATE_GOLDEN=1 accepts it):\n%s", file, got)
			}
		})
	}
}
