package pane

import (
	"slices"
	"strings"
)

// drawBalancer draws the load balancer: heavy posts, its policy, and whom it
// will ask next where the policy can say so beforehand.
func (s *stage) drawBalancer() {
	now := s.now.Balancer
	b := s.balancer
	inner := b.w - 2
	s.c.frame(b, shapeBalancer, s.border("balancer", toneBorder), words("balancer", toneStrong), nil)
	s.mark("balancer", b)
	room := b.h - 2
	var rows [][]run
	for _, line := range splitPolicy(now.Policy, inner) {
		rows = append(rows, words(line, s.policyTone()))
	}
	rows = append(rows, s.nextRow(inner))
	if len(now.Down) > 0 && len(rows) < room {
		rows = append(rows, fit(inner, words("skips "+strings.Join(now.Down, " "), toneBad), words("skips "+count(len(now.Down), "node"), toneBad)))
	} else if len(now.Queue) > 1 && room >= 4 {
		queue := "then " + strings.Join(now.Queue[1:], " ")
		rows = append(rows, fit(inner, words(queue, toneDim), words("then "+now.Queue[1]+" …", toneDim)))
	}
	rows = slices.DeleteFunc(rows, func(r []run) bool { return width(r) == 0 })
	for i, row := range rows {
		if i >= room {
			break
		}
		x := b.x + 1 + max(inner-width(row), 0)/2
		s.c.line(x, b.y+1+i+max(room-len(rows), 0)/2, b.right()-1, row)
	}
}

func (s *stage) policyTone() tone {
	if was := s.in.Was; was != nil && was.Balancer != nil && was.Balancer.Policy != s.now.Balancer.Policy {
		return toneChanged
	}
	return toneText
}

// nextRow says who is next; "s2 → s3" is a change, "next → s3" is not.
func (s *stage) nextRow(w int) []run {
	now := s.now.Balancer
	if now.Next == "" {
		return nil
	}
	if was := s.in.Was; was != nil && was.Balancer != nil && was.Balancer.Next != now.Next && was.Balancer.Next != "" {
		change := was.Balancer.Next + " → " + now.Next
		return fit(w, words("next "+change, toneChanged), words("next "+was.Balancer.Next+"→"+now.Next, toneChanged), words(change, toneChanged))
	}
	return fit(w, words("next → "+now.Next, toneText), words("→ "+now.Next, toneText))
}

// splitPolicy breaks a policy's name at a hyphen where it is too long.
func splitPolicy(policy string, w int) []string {
	if len(policy) <= w {
		return []string{policy}
	}
	i := strings.LastIndexByte(policy[:min(len(policy), w)], '-')
	if i < 0 {
		return []string{policy}
	}
	return append([]string{policy[:i+1]}, splitPolicy(policy[i+1:], w)...)
}
