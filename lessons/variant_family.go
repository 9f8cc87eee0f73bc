package lessons

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// drawn is what a family of questions draws from: random figures, and people.
type drawn struct {
	*rand.Rand
	she, he string // names in small letters
}

// kin answers the family of questions that the item belongs to, nil if it has none:
// other figures, another number of servers, and another answer.
func (it *Item) kin() func(drawn) *Question {
	begins := func(words string) bool { return strings.HasPrefix(it.Question.Ask, words) }
	switch it.Lesson.Slug {
	case "sessions":
		if it.Scene != nil && it.Scene.Name == "clocks" {
			return twoTimeouts
		}
	case "two-servers":
		if it.Scene != nil && it.Scene.Name == "turns" || begins("Three servers, round robin") {
			return turns
		}
	case "shared-store":
		if begins("What does a request with a session cookie ask") {
			return storeCalls
		}
	case "time-and-clocks":
		switch {
		case begins("The token says 60 seconds."):
			return lateToken
		case begins("The clocks are off as in this lesson"):
			return skewedClocks
		}
	case "logout-and-revocation":
		if begins("A token lives 15 minutes.") {
			return stolenToken
		}
	}
	return nil
}

// family is a question of the same kind with other figures. It is nil where there is
// none, for every third seed if the question of the lesson can be changed as well, and
// where the figures drawn do not make one option right.
func (it *Item) family(r *rand.Rand) *Variant {
	kin := it.kin()
	if kin == nil || it.changes() && r.IntN(3) == 0 {
		return nil
	}
	_, she := women()
	_, he := men()
	for range draws {
		q := kin(drawn{r, she[r.IntN(len(she))], he[r.IntN(len(he))]})
		q.ID, q.Line = it.ID, it.Question.Line
		known, err := q.Answer()
		if err == nil && known.Right() >= 0 && distinct(known) {
			return &Variant{Item: it, Question: known, Own: true, Fresh: true}
		}
	}
	return nil
}

// name is a name at the beginning of a sentence.
func name(small string) string { return strings.ToUpper(small[:1]) + small[1:] }

// words are small numbers as texts write them.
func words(n int) string {
	all := []string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"}
	if n < len(all) {
		return all[n]
	}
	return fmt.Sprint(n)
}

// pattern is statuses, as an option and as the value of recent.
func pattern(statuses []int) (text, value string) {
	parts := make([]string, len(statuses))
	for i, s := range statuses {
		parts[i] = fmt.Sprint(s)
	}
	return strings.Join(parts, ", "), strings.Join(parts, ",")
}

// answers is an option of a question about the statuses of the last requests.
func answers(who string, statuses []int, feedback string) Option {
	text, value := pattern(statuses)
	return Option{Text: text, When: "recent." + who + "=" + value, Feedback: feedback}
}

// turns asks which requests find the one server that has the row.
func turns(d drawn) *Question {
	servers, before := 2+d.IntN(4), d.IntN(4)
	asked := servers + d.IntN(2)
	home := before%servers + 1
	var b strings.Builder
	fmt.Fprintf(&b, "cluster servers=%d auth=session\n", servers)
	for range before {
		fmt.Fprintf(&b, "%s GET /public\n", d.he)
	}
	fmt.Fprintf(&b, "%s POST /login\n", d.she)
	right, wrong, all, none := make([]int, asked), make([]int, asked), make([]int, asked), make([]int, asked)
	for i := range asked {
		fmt.Fprintf(&b, "%s GET /profile\n", d.she)
		right[i], wrong[i], all[i], none[i] = 401, 200, 200, 401
		if (i+1)%servers == 0 {
			right[i], wrong[i] = 200, 401
		}
	}
	here := fmt.Sprintf("The row is on s%d alone, and s%d has every %s turn.", home, home, ordinal(servers))
	return &Question{
		Ask: fmt.Sprintf("%s servers, round robin, each with a memory of its own. %s's login lands on s%d. Then she asks %s times for her profile, and nobody else asks anything. What does she get?",
			name(words(servers)), name(d.she), home, words(asked)),
		Setup: b.String(),
		Options: []Option{
			answers(d.she, right, here),
			answers(d.she, wrong, "The other way round: one server knows her, the others do not. "+here),
			answers(d.she, all, "The cookie goes along each time. The row it names does not."),
			answers(d.she, none, "A miss takes nothing away. When the turn comes round, she is known again."),
		},
	}
}

func ordinal(n int) string {
	switch n {
	case 2:
		return "second"
	case 3:
		return "third"
	case 4:
		return "fourth"
	}
	return "fifth"
}

// twoTimeouts asks whether a session that is used regularly has come to its end.
func twoTimeouts(d drawn) *Question {
	idle := []int{10, 15, 20, 30}[d.IntN(4)]
	gap := idle - 1 - d.IntN(4)
	visits := 3 + d.IntN(3)
	absolute := gap*visits + []int{-2, 2}[d.IntN(2)]
	if d.IntN(3) == 0 { // idle strikes first
		gap, absolute = idle+1+d.IntN(3), 600
	}
	who := d.she
	var b strings.Builder
	fmt.Fprintf(&b, "cluster servers=1 auth=session idle=%dm absolute=%dm\n%s POST /login\n", idle, absolute, who)
	for range visits {
		fmt.Fprintf(&b, "wait %dm\n%s GET /profile\n", gap, who)
	}
	facts := fmt.Sprintf("Idle: %d minutes of %d. Absolute: minute %d of %d.", gap, idle, gap*visits, absolute)
	return &Question{
		Ask: fmt.Sprintf("Idle is %d minutes, absolute is %d minutes. %s logs in and comes back every %d minutes. What does her %s visit after the login get?",
			idle, absolute, name(who), gap, []string{"", "", "second", "third", "fourth", "fifth"}[visits]),
		Setup: b.String(),
		Options: []Option{
			{Text: "200, neither limit is reached", When: "last." + who + "=200", Feedback: "For that, neither may have been reached. " + facts},
			{Text: "401, a limit has been reached", When: "last." + who + "=401", Feedback: "For that, one of the two is enough. " + facts},
			{Text: "403, she has to be asked again", When: "last." + who + "=403", Feedback: "A session that has ended is no session, and nobody is known. That is 401."},
		},
	}
}

// storeCalls asks how often a shared store is read.
func storeCalls(d drawn) *Question {
	servers, asked := 2+d.IntN(4), 3+d.IntN(6)
	var b strings.Builder
	fmt.Fprintf(&b, "cluster servers=%d auth=session store=redis\n%s POST /login\n", servers, d.she)
	for range asked {
		fmt.Fprintf(&b, "%s GET /profile\n", d.she)
	}
	reads := func(text string, n int, feedback string) Option {
		return Option{Text: text, When: fmt.Sprintf("store-reads=%d", n), Feedback: feedback}
	}
	return &Question{
		Ask: fmt.Sprintf("%s logs in on %s servers that share a store. Then she asks %s times for her profile. How often is the store read?",
			name(d.she), words(servers), words(asked)),
		Setup: b.String(),
		Options: []Option{
			reads(name(words(asked))+" times, once for each page", asked, "Each request with a cookie is one read. Servers keep no copy of the row."),
			reads("Once, with the first of the pages", 1, "A server that kept the row would not notice a logout elsewhere."),
			reads(name(words(servers))+" times, once by each server", servers, "That would need servers that keep what they have read. They read it anew."),
			reads("Never, it is written and no more", 0, "Without a read a server cannot know whose cookie it is."),
		},
	}
}
