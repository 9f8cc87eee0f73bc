package lessons

import (
	"io/fs"
	"reflect"
	"testing"
)

// counted counts how often the files of a folder are read.
type counted struct {
	fs.FS
	reads map[string]int
}

func (c counted) ReadFile(name string) ([]byte, error) {
	c.reads[name]++
	return fs.ReadFile(c.FS, name)
}

func TestOpenKnowsWhatThePagesHold(t *testing.T) {
	course, problems := read(Content())
	for _, p := range problems {
		t.Fatal(p)
	}
	open := Open(Content())
	if len(open.Lessons) != len(course.Lessons) {
		t.Fatalf("%d lessons of %d", len(open.Lessons), len(course.Lessons))
	}
	for i, want := range course.Lessons {
		got := open.Lessons[i]
		if !reflect.DeepEqual(got.Contents(), want.Contents()) {
			t.Errorf("%s holds\n%+v, want\n%+v", want.File, got.Contents(), want.Contents())
		}
		if got.File != want.File || got.Number != want.Number || got.Slug != want.Slug || got.Title != want.Title || got.Minutes != want.Minutes ||
			!reflect.DeepEqual([][]string{got.Objectives, got.Kills, got.Sources}, [][]string{want.Objectives, want.Kills, want.Sources}) {
			t.Errorf("%s: %+v, want %+v", want.File, got, want)
		}
		if !reflect.DeepEqual(got.Pages(), want.Pages()) {
			t.Errorf("%s: pages read later differ", want.File)
		}
	}
}

func TestOpenReadsALessonWhenItIsAskedForAndOnce(t *testing.T) {
	files := counted{Content(), map[string]int{}}
	course := Open(files)
	l := course.Lessons[4]
	for range 3 {
		if len(l.Pages()) != len(l.Contents()) {
			t.Fatalf("%d pages, %d in the contents", len(l.Pages()), len(l.Contents()))
		}
	}
	for name, n := range files.reads {
		want := 1
		if name == l.File {
			want = 2
		}
		if n != want {
			t.Errorf("%s is read %d times, want %d", name, n, want)
		}
	}
}

func TestOpenLeavesOutWhatCannotBeRead(t *testing.T) {
	course := Open(Content())
	if got := Open(gone{Content()}); len(got.Lessons) != 0 {
		t.Errorf("%d lessons, although no file can be read", len(got.Lessons))
	}
	part := course.Lessons[0].With(course.Lessons[0].Pages()[1])
	if len(part.Pages()) != 1 || len(part.Contents()) != 1 || part.Contents()[0].Title != course.Lessons[0].Contents()[1].Title {
		t.Errorf("a lesson with one page holds %+v", part.Contents())
	}
	if len(course.Lessons[0].Pages()) < 2 {
		t.Error("the lesson itself lost its pages")
	}
}

// gone is a folder whose files have gone since they were listed.
type gone struct{ fs.FS }

func (gone) ReadFile(string) ([]byte, error) { return nil, fs.ErrNotExist }

func BenchmarkOpen(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		Open(Content())
	}
}
