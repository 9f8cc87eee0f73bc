package lessons

import (
	"fmt"
	"strconv"
	"strings"
)

// objectives checks that something in the lesson tests each objective of its front
// matter, and that nothing claims to test one that is not there.
func (c *checker) objectives() {
	tested := map[int]bool{}
	for _, q := range c.lesson.allQuestions() {
		c.tests(q.Line, q.Tests, tested)
	}
	for _, p := range c.lesson.Pages() {
		if p.Exercise != nil {
			c.tests(p.Exercise.Line, p.Exercise.Tests, tested)
		}
	}
	first := c.frontLine("objectives")
	for i, objective := range c.lesson.Objectives {
		if !tested[i+1] {
			c.reportWord(c.lineOf(first, objective), objective, fmt.Sprintf("nothing tests objective %d: %s", i+1, objective),
				fmt.Sprintf("Write tests: [%d] into the prediction, question or exercise that does.", i+1))
		}
	}
}

// tests notes which objectives something tests.
func (c *checker) tests(line int, numbers []int, tested map[int]bool) {
	for _, n := range numbers {
		if n > len(c.lesson.Objectives) {
			c.reportWord(c.lineOf(line, "tests:"), strconv.Itoa(n), fmt.Sprintf("there is no objective %d: the front matter has %d", n, len(c.lesson.Objectives)),
				"Write numbers of the list in the front matter.")
		}
		tested[n] = true
	}
}

// lineOf is the first line, from one on, that holds a text, or that one.
func (c *checker) lineOf(from int, text string) int {
	for n := from; n <= len(c.lines); n++ {
		if strings.Contains(c.line(n), text) {
			return n
		}
	}
	return from
}
