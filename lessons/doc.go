// Package lessons loads, checks and grades the course.
//
// A lesson is a Markdown file NN-name.md. It begins with its front matter, YAML
// between two lines of ---, with the fields title, minutes, objectives, kills
// (misconceptions, M1 to M25) and sources. Then come pages, each under a heading
// of level 2. A page holds prose, samples of code, and at most one active block:
// a scenario with its predictions, a quiz, an exercise, a comparison, or a token. Blocks are fenced:
//
//	```scenario name=restart      commands of the scenario language
//	```predict                    behind the scenario it interrupts
//	```quiz                       a list of questions
//	```exercise                   a task with a goal
//	```compare name=theft         the same commands in several designs
//	```token name=first           a token, taken apart and judged
//	```js  ```go  ```http  ```text    samples
//	```js file=express/session.js part=login   (and go) the part of a program in
//	                              lessons/samples, with an empty body
//
// The bodies of predict, quiz, exercise, compare and token are YAML:
//
//	predict:   before   number of the request, from 1, or the beginning of one
//	                    command: what must not run before the bet
//	           through  likewise: the outcome is judged after it; before, if not given
//	           scene    name of the page's scenario; may be left out
//	           ask, options
//	           tests    numbers of the objectives it tests, from 1
//	           bound    true keeps out of the exam what is understood here only
//	question:  ask, options, tests, bound
//	           setup    a scenario whose run tells which option is right
//	option:    text, feedback
//	           when     expectations that make it right, joined by "and"
//	           right    true marks the right option of a question without setup
//	           means    the misconception a wrong option stands for
//	           refute   a scenario whose expectations show it false
//	exercise:  ask, tests
//	           start    the scenario that sets the scene
//	           goal     a list of say and when: the state to reach, by any route
//	           hints    at least three: where to look, the principle, the first step;
//	                    the solution is shown under the last
//	           solution, another   two routes to the goal
//	           misses   a list of commands and fails: near-misses, and the when of
//	                    the clause that each must leave open
//	compare:   designs  a list of title and cluster
//	           script   the commands; figures, the lines of the ledger shown
//	token:     payload, header   JSON to be signed; the header may be left out
//	           secret, algorithm   what signs it; a key is drawn where there is no
//	                    secret, always the same
//	           raw      a token as it stands, in place of all these
//	           key      what verifies it; own is the key that signed it
//	           at       the moment of the judgement, 2026-01-01T00:00:00Z if not given
//	           tamper, forge   how it is spoiled; the kinds are those of the lab
//	           allow-weak-key  true only warns of a key that is too short
//
// What stands between <!-- and --> is a remark for authors and not shown. Prose may
// hold template fields, {{restart.3.status}} for the third request of
// the page's scenario and {{restart.count.store-reads}} for a count at its end.
// {{theft.2.store-reads}} is a figure of the second design, and {{first.1.outcome}} says
// of a token its bytes, outcome, failed-stage or signature.
// They are filled from the run and show ··· before. No outcome is ever written
// down: what is right is found by running the cluster.
package lessons
