package app

import (
	"strings"
	"testing"

	"github.com/muesli/termenv"
)

func shownToken(t *testing.T) *driver {
	t.Helper()
	return start(t, setting{lesson: "1", profile: termenv.Ascii}, 160, 50).keys("n n")
}

func TestATokenOfALessonIsTakenApartAndFillsItsFields(t *testing.T) {
	d := shownToken(t)
	d.sees(`"role":"user"`)
	d.sees("✓ verified with the key")
	d.sees("is verified.")
	d.keys("tab")
	d.seesNot("▸")
	d.keys("tab ] ] ]")
	d.sees("byte 2 of the header")
	d.keys("down down down down down down")
	d.sees("characters ")
	for range 5 {
		if !strings.Contains(d.screen(), "→ go on") {
			d.keys("right")
		}
	}
	d.sees("→ go on")
	d.keys("left")
	d.sees("→ next part")
}

func TestATokenOfALessonCannotBeChangedThere(t *testing.T) {
	d := shownToken(t)
	before := d.screen()
	d.keys("s f i u x e w").paste(johnDoe)
	d.seesNot("John Doe")
	d.keys("down up")
	if got := d.screen(); got != before {
		t.Errorf("the page says\n%s\nnot\n%s", got, before)
	}
}

func TestATokenOfALessonGoesToABenchOfItsOwn(t *testing.T) {
	d := shownToken(t).keys("enter")
	d.sees("authlab · tokens")
	d.sees("2026-01-01 00:10:00")
	d.sees("✓ verified with the key")
	d.keys("tab tab enter end left").text(`,"x":1`).keys("esc")
	d.sees("✗ refused at signature")
	d.keys("esc")
	d.sees("A fact that travels")
	d.sees("✓ verified with the key")
}

func TestTheBenchKeepsItsTokenWhileALessonShowsOne(t *testing.T) {
	d := start(t, setting{over: atTokens(johnDoe), profile: termenv.Ascii}, 160, 50).keys("esc home enter n n enter")
	d.sees("authlab · tokens")
	d.seesNot("John Doe")
	d.keys("esc esc down down down down down")
	d.sees("▸     The token bench")
	d.keys("enter")
	d.sees("John Doe")
}
