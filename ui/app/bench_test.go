package app

import (
	"os"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/muesli/termenv"

	"authlab/lessons"
	"authlab/lessons/progress"
	"authlab/ui/page"
	"authlab/ui/theme"
)

func benchModel(b *testing.B) *model {
	course := lessons.Open(os.DirFS("testdata/course"))
	store, _ := progress.Open("", time.Now)
	m := New(Config{Course: course, Progress: store, Start: page.Place{Lesson: "3"},
		Styles: theme.New(theme.Options{Dark: true, Profile: termenv.TrueColor})}).(*model)
	m.Update(tea.WindowSizeMsg{Width: 120, Height: 40})
	return m
}

// BenchmarkFrame is a frame at 120×40 while the stage moves: one event forward
// or back, and the drawing.
func BenchmarkFrame(b *testing.B) {
	m := benchModel(b)
	for range 5 {
		m.Update(keyMsg("right"))
	}
	keys := []tea.KeyMsg{keyMsg("left"), keyMsg("right")}
	i := 0
	b.ReportAllocs()
	for b.Loop() {
		m.Update(keys[i%2])
		_ = m.View()
		i++
	}
}

// BenchmarkUnchanged is a frame in which nothing changed.
func BenchmarkUnchanged(b *testing.B) {
	m := benchModel(b)
	_ = m.View()
	b.ReportAllocs()
	for b.Loop() {
		_ = m.View()
	}
}

func BenchmarkMap(b *testing.B) {
	m := benchModel(b)
	m.Update(keyMsg("esc"))
	keys := []tea.KeyMsg{keyMsg("up"), keyMsg("down")}
	i := 0
	b.ReportAllocs()
	for b.Loop() {
		m.Update(keys[i%2])
		_ = m.View()
		i++
	}
}

// BenchmarkLabFrame is the same in the lab, with a hundred commands.
func BenchmarkLabFrame(b *testing.B) {
	store, _ := progress.Open("", time.Now)
	m := New(Config{Course: &lessons.Course{}, Situations: func() []*lessons.Situation { return situations(b) }, Progress: store, Start: page.Place{Over: atLab},
		Styles: theme.New(theme.Options{Dark: true, Profile: termenv.TrueColor})}).(*model)
	m.Update(tea.WindowSizeMsg{Width: 120, Height: 40})
	keys := []string{"enter"}
	for range 100 {
		keys = append(keys, ":", "alice GET /profile", "enter")
	}
	for _, key := range keys {
		m.Update(keyMsg(key))
	}
	b.ReportAllocs()
	b.ResetTimer()
	for i := range b.N {
		key := "left"
		if i%2 == 1 {
			key = "right"
		}
		m.Update(keyMsg(key))
		m.View()
	}
}

// BenchmarkTokenFrame is a frame of the token bench in which the cursor moves,
// BenchmarkTokenTyped one in which a letter is typed and everything is judged anew.
func BenchmarkTokenFrame(b *testing.B) { benchTokens(b, "d", "right", "left") }
func BenchmarkTokenTyped(b *testing.B) { benchTokens(b, "d tab tab enter", "x", "backspace") }

func benchTokens(b *testing.B, keys, one, other string) {
	store, _ := progress.Open("", time.Now)
	m := New(Config{Course: &lessons.Course{}, Progress: store, Start: page.Place{Over: atTokens("")},
		Styles: theme.New(theme.Options{Dark: true, Profile: termenv.TrueColor})}).(*model)
	m.Update(tea.WindowSizeMsg{Width: 120, Height: 40})
	for _, key := range strings.Fields(keys) {
		m.Update(keyMsg(key))
	}
	b.ReportAllocs()
	b.ResetTimer()
	for i := range b.N {
		m.Update(keyMsg([]string{one, other}[i%2]))
		m.View()
	}
}
