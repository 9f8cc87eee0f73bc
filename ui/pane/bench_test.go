package pane

import "testing"

func BenchmarkStage(b *testing.B) {
	in := crowd()
	in.Styles = colorStyles(false)
	b.ReportAllocs()
	for b.Loop() {
		Stage(in, 120, 40)
	}
}
