package plain

import (
	"regexp"
	"strings"
	"testing"

	"authlab/lessons"
)

// scenePage is the first page of a lesson whose run has no prediction in it, or nil.
func scenePage(l *lessons.Lesson) *lessons.Page {
	for _, p := range l.Pages() {
		if p.Scene != nil && len(p.Scene.Gates) == 0 {
			return p
		}
	}
	return nil
}

// What a stage shows to a key can be asked for: the chain behind an answer, what a
// machine or a browser holds, a request on the wire.
func TestARunCanBeAskedAbout(t *testing.T) {
	course := lessons.Open(lessons.Content())
	l := course.Lessons[1]
	p := scenePage(l)
	if p == nil {
		t.Fatal("no run without a prediction")
	}
	two := l.With(p, &lessons.Page{Title: "The end"})
	out, _ := read(t, two, false, "why 1", "look alice", "look s1", "look 1", "look 99", "look nobody", "w", "")
	for _, want := range []string{
		"Enter goes on; why and look ask about the run:", "Request 1 of ", "  because balancer sent it to s1", "browser of alice",
		"server s1", "POST /login HTTP/1.1", "Set-Cookie", "There are the requests 1 to ", "Behind look stands one of alice, ", "The end",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
}

// Nothing can be asked about where nothing has run, and no earlier run is meant.
func TestNoRunNoAnswer(t *testing.T) {
	course := lessons.Open(lessons.Content())
	out := begin(t, memory(), course, "", "why", "look s1", "q")
	if !strings.Contains(out, "There is no request to ask about.") || !strings.Contains(out, "There is no run to look into.") {
		t.Error(out)
	}
}

// What has not happened yet cannot be asked for, either.
func TestNothingIsToldBeforeTheBet(t *testing.T) {
	course := lessons.Open(lessons.Content())
	for _, l := range course.Lessons {
		for _, p := range l.Pages() {
			if p.Scene == nil || len(p.Scene.Gates) == 0 {
				continue
			}
			before := 0
			for _, c := range p.Scene.Commands[:p.Scene.Gates[0].Before] {
				if len(strings.Fields(c.Text)) > 2 && strings.Contains(c.Text, " /") {
					before++
				}
			}
			out, _ := read(t, l.With(p), false, "why 999")
			if told := regexp.MustCompile(`There are the requests 1 to (\d+)`).FindStringSubmatch(out); before == 0 && told != nil {
				t.Errorf("%s, %s: requests %s before the first", l.Slug, p.Title, told[1])
			}
		}
	}
}

// A page that speaks of a key or of the stage says what does the same here, unless the
// key is a word here as well.
func TestNoKeyIsNamedThatDoesNothing(t *testing.T) {
	course := lessons.Open(lessons.Content())
	spoken := regexp.MustCompile("(?i)\\bpress (?:`.`|:|\\w+)|arrow key|right arrow|left arrow|the key [a-z]\\b|tab until|enter opens")
	known := regexp.MustCompile("(?i)^(?:press `w`|press :|press enter|the key u|tab until|right arrow|enter opens)$")
	for _, l := range course.Lessons {
		for _, p := range l.Pages() {
			prose := ""
			for _, part := range p.Prose {
				if part.Language == "" {
					prose += " " + part.Text
				}
			}
			if p.Exercise != nil {
				prose += " " + p.Exercise.Ask
			}
			prose = strings.Join(strings.Fields(prose), " ")
			for _, found := range spoken.FindAllString(prose, -1) {
				if !known.MatchString(found) {
					t.Errorf("%s, %s: %q has no word in plain mode", l.Slug, p.Title, found)
				}
			}
			if strings.Contains(prose, "ress Enter") && !strings.Contains(prose, "press Enter on the stage") && !strings.Contains(prose, "on the stage press Enter") {
				t.Errorf("%s, %s: Enter is pressed somewhere else than on the stage", l.Slug, p.Title)
			}
		}
	}
}
