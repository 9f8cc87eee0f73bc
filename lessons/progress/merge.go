package progress

import (
	"cmp"
	"slices"
)

// latest is how many attempts at one item are remembered, beside the first and
// the best one.
const latest = 18

// Merge joins what two processes remember: the union of pages and attempts,
// the later position, card and exam, and the better results. The order of merging makes no difference, and merging
// twice is merging once.
func Merge(a, b State) State {
	out := a.Clone()
	if laterPosition(b.Position, a.Position) > 0 {
		out.Position = b.Position
	}
	for lesson, pages := range b.Pages {
		for _, page := range pages {
			out.See(lesson, page)
		}
	}
	for item, attempts := range b.Items {
		for _, attempt := range attempts {
			out.Record(item, attempt)
		}
	}
	out.Cards = mergeCards(out.Cards, b.Cards)
	if laterSitting(b.Sitting, out.Sitting) > 0 {
		out.Sitting = b.Sitting.clone()
	}
	out.Examine(b.Exam)
	out.Tests = mergeTests(out.Tests, b.Tests)
	return out
}

func laterPosition(a, b Position) int {
	return cmp.Or(
		cmp.Compare(a.At, b.At), cmp.Compare(a.Lesson, b.Lesson),
		cmp.Compare(a.Page, b.Page), cmp.Compare(a.Step, b.Step),
	)
}

// join is the union of two lists of attempts, oldest first, without those that
// are not worth keeping.
func join(a, b []Attempt) []Attempt {
	all := slices.Concat(a, b)
	slices.SortFunc(all, earlier)
	all = slices.Compact(all)
	if len(all) <= latest {
		return all
	}
	older, out := all[:len(all)-latest], all[len(all)-latest:]
	first, best := older[0], slices.MaxFunc(all, better)
	if slices.Contains(older[1:], best) {
		return slices.Concat([]Attempt{first, best}, out)
	}
	return slices.Concat([]Attempt{first}, out)
}
