// Package lessons loads, checks and grades the course.
//
// A lesson is a Markdown file NN-name.md. It begins with its front matter, YAML
// between two lines of ---, with the fields title, minutes, objectives, kills
// (misconceptions, M1 to M25) and sources. Then come pages, each under a heading
// of level 2. A page holds prose, samples of code, and at most one active block:
// a scenario with its predictions, a quiz, or an exercise. Blocks are fenced:
//
//	```scenario name=restart      commands of the scenario language
//	```predict                    behind the scenario it interrupts
//	```quiz                       a list of questions
//	```exercise                   a task with a goal
//	```js  ```go  ```http  ```text    samples
//	```js file=express/session.js part=login   (and go) the part of a program in
//	                              lessons/samples, with an empty body
//
// The bodies of predict, quiz and exercise are YAML:
//
//	predict:   before   number of the request, from 1, or the beginning of one
//	                    command: what must not run before the bet
//	           through  likewise: the outcome is judged after it; before, if not given
//	           scene    name of the page's scenario; may be left out
//	           ask, options
//	           tests    numbers of the objectives it tests, from 1; may be left out
//	question:  ask, options, tests
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
//
// What stands between <!-- and --> is a remark for authors and not shown. Prose may
// hold template fields, {{restart.3.status}} for the third request of
// the page's scenario and {{restart.count.store-reads}} for a count at its end.
// They are filled from the run and show ··· before. No outcome is ever written
// down: what is right is found by running the cluster.
package lessons
