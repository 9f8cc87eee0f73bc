package lessons

import (
	"reflect"
	"testing"
)

func TestOutlineIsTheCourseWithoutPages(t *testing.T) {
	course, problems := Load(Content())
	for _, p := range problems {
		t.Fatal(p)
	}
	outline := Outline(Content())
	if len(outline.Lessons) != len(course.Lessons) {
		t.Fatalf("%d lessons of %d", len(outline.Lessons), len(course.Lessons))
	}
	for i, l := range course.Lessons {
		want := *l
		want.Pages, want.source = nil, nil
		if got := *outline.Lessons[i]; !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %+v, want %+v", l.File, got, want)
		}
	}
}

func BenchmarkOutline(b *testing.B) {
	for range b.N {
		Outline(Content())
	}
}
