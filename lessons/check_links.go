package lessons

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// lessonLink is how prose names lessons: "lesson 7", "lessons 9 to 11, 13 and 14".
var lessonLink = regexp.MustCompile(`(?i)\blessons?\s+[0-9]{1,2}(?:(?:,\s*|\s+to\s+|\s+and\s+|\s+or\s+|-)[0-9]{1,2}\b)*`)

// pageLink is how prose names a page of the same lesson: "page 6".
var pageLink = regexp.MustCompile(`(?i)\bpages?\s+[0-9]{1,2}\b`)

var numeral = regexp.MustCompile(`[0-9]+`)

// links checks that lessons and pages spoken of are there. known are the numbers of
// the lessons that exist.
func (c *checker) links(known []int) {
	c.eachText(func(line int, text string) {
		c.linked(line, text, lessonLink, func(n int) string {
			if slices.Contains(known, n) {
				return ""
			}
			return fmt.Sprintf("there is no lesson %d", n)
		})
	})
}

// pageLinks checks that pages spoken of are in the lesson.
func (c *checker) pageLinks() {
	c.eachText(func(line int, text string) {
		c.linked(line, text, pageLink, func(n int) string {
			if n >= 1 && n <= len(c.lesson.Pages()) {
				return ""
			}
			return fmt.Sprintf("there is no page %d: this lesson has %d", n, len(c.lesson.Pages()))
		})
	})
}

// linked reports the numbers in links that lead nowhere.
func (c *checker) linked(line int, text string, form *regexp.Regexp, missing func(n int) string) {
	for _, at := range form.FindAllStringIndex(text, -1) {
		link := text[at[0]:at[1]]
		for _, digits := range numeral.FindAllStringIndex(link, -1) {
			n, _ := strconv.Atoi(link[digits[0]:digits[1]]) // two digits at most
			if message := missing(n); message != "" {
				there := line + strings.Count(text[:at[0]+digits[0]], "\n")
				c.reportWord(there, link[digits[0]:digits[1]], message, "Name one that exists, or leave the link out.")
			}
		}
	}
}

// eachText hands every text for learners to a function, with its first line. Code is
// left out: it speaks of other things.
func (c *checker) eachText(read func(line int, text string)) {
	for _, p := range c.lesson.Pages() {
		read(p.Line, p.Title)
		for _, part := range p.Prose {
			if part.Language == "" {
				read(part.Line, part.Text)
			}
		}
		if p.Exercise != nil {
			read(p.Exercise.Line, strings.ReplaceAll(p.Exercise.Ask+" "+strings.Join(p.Exercise.Hints, " "), "\n", " "))
		}
	}
	for _, q := range c.lesson.allQuestions() {
		read(q.Line, strings.ReplaceAll(q.Ask, "\n", " "))
		for _, o := range q.Options {
			read(o.Line, strings.ReplaceAll(o.Text+" "+o.Feedback, "\n", " "))
		}
	}
}
