package app

import (
	"strings"
	"testing"
	"time"

	"github.com/muesli/termenv"

	"authlab/lessons"
	"authlab/lessons/progress"
	"authlab/ui/theme"
)

// TestTheCourseIsReadBehindTheFirstFrame shows the map from the outline, and lets a key come
// before or after the course has been read.
func TestTheCourseIsReadBehindTheFirstFrame(t *testing.T) {
	for _, early := range []bool{false, true} {
		store, _ := progress.Open("", func() time.Time { return time.Unix(1, 0) })
		store.Update(func(s *progress.State) { s.See("sessions", 0); s.Move("sessions", 0, 0) })
		read := 0
		m := New(Config{
			Course: lessons.Outline(lessons.Content()), Progress: store,
			Whole: func() *lessons.Course {
				read++
				course, _ := lessons.Load(lessons.Content())
				return course
			},
			Styles: theme.New(theme.Options{Profile: termenv.Ascii}),
		}).(*model)
		d := &driver{t: t, m: m, store: store}
		loading := m.Init()
		d.resize(80, 24)
		if read != 0 {
			t.Fatal("the course is read before the first frame")
		}
		d.sees("The server remembers")
		if strings.Contains(d.screen(), "predicted") {
			t.Error("the first frame tells what it cannot know")
		}
		if early {
			d.keys("down up")
		} else {
			d.deliver(loading)
		}
		d.sees("predicted")
		d.sees("▸  2  The server remembers")
		d.keys("enter")
		d.sees("page 1/")
	}
}
