package pane

import (
	"strconv"
	"strings"

	"authlab/sim/snapshot"
)

func (s *stage) drawClients() {
	for i, client := range s.clients {
		s.drawClient(client, s.browsers.boxes[i])
	}
	if s.hidden > 0 && len(s.browsers.boxes) > 0 {
		last := s.browsers.boxes[len(s.browsers.boxes)-1]
		y := min(last.bottom(), s.c.h-1)
		s.c.put(last.x+2, y, last.right(), "and "+strconv.Itoa(s.hidden)+" more", toneDim)
	}
}

// drawClient draws a browser: a window with round corners, and a tab and an
// address bar where there is room for them.
func (s *stage) drawClient(client *snapshot.Client, b box) {
	edge := toneBorder
	if client.Attacker {
		edge = toneAttacker
	}
	edge = s.border(client.Name, edge)
	name := s.clientName(client)
	inner := room(b.w)
	if b.h < tabbed {
		dots, answer := s.dots(client, b.w), s.clientAnswer(client)
		if client.Name != s.focus && width(dots)+width(name)+width(answer)+7 > b.w {
			dots = nil // an ornament, which the answer goes before
		}
		s.c.frame(b, shapeBrowser, edge, joined(dots, name), answer)
		rows := s.credentials(client, inner, b.h-2)
		if b.h-2 > len(rows) {
			if address := s.address(client, inner); address != nil && b.h > 3 {
				rows = append(rows, address)
			}
		}
		s.c.inside(b, 0, rows)
		return
	}
	// The tab stands on the window: one more row, and a title as wide as the name.
	defer s.mark(client.Name, b)
	window := box{b.x, b.y + 1, b.w, b.h - 1}
	s.c.frame(window, shapeBrowser, edge, nil, nil)
	tab := min(width(name)+3, b.w-3)
	s.c.set(b.x, b.y, "╭", edge)
	for x := 1; x < tab; x++ {
		s.c.set(b.x+x, b.y, "─", edge)
		s.c.set(b.x+x, b.y+1, " ", edge)
	}
	s.c.set(b.x+tab, b.y, "╮", edge)
	s.c.set(b.x, b.y+1, "│", edge)
	s.c.set(b.x+tab, b.y+1, "╰", edge)
	s.c.line(b.x+2, b.y+1, b.x+tab, name)
	s.c.row(b, b.y+2, s.address(client, inner))
	s.c.set(b.x, b.y+3, "├", edge)
	for x := b.x + 1; x < b.right()-1; x++ {
		s.c.set(x, b.y+3, "─", toneBorder)
	}
	s.c.set(b.right()-1, b.y+3, "┤", edge)
	s.c.inside(b, 3, s.credentials(client, inner, b.h-5))
}

// dots are the three buttons of a window, as far as there is room. The first of
// them marks the cursor's event.
func (s *stage) dots(client *snapshot.Client, w int) []run {
	buttons := "∘∘∘ "
	if w < 20 {
		buttons = "∘ "
	}
	if client.Name == s.focus {
		return []run{{"◉", toneFocus}, {strings.TrimPrefix(buttons, "∘"), toneBorder}}
	}
	if w < 17 {
		return nil
	}
	return words(buttons, toneBorder)
}

func (s *stage) clientName(client *snapshot.Client) []run {
	t := toneStrong
	name := client.Name
	if client.Attacker {
		t = toneAttacker
		name = "! " + name
	}
	return words(name, t)
}

// clientAnswer is the newest answer in a word, for the title.
func (s *stage) clientAnswer(client *snapshot.Client) []run {
	switch {
	case client.Waiting != "":
		return words("…", toneDim)
	case client.Last == nil:
		return nil
	case client.Last.Cut:
		return words("? cut", toneUnknown)
	case client.Last.Status == 0:
		return words("? lost", toneUnknown)
	}
	return statusRuns(client.Last.Status)
}

// address is what a browser asked for last, and what it got.
func (s *stage) address(client *snapshot.Client, w int) []run {
	if client.Waiting != "" {
		_, path, _ := strings.Cut(client.Waiting, " ")
		return fit(w, words(client.Waiting+" …", toneText), words(client.Waiting, toneText), words(path+" …", toneText), words(path, toneText))
	}
	last := client.Last
	if last == nil {
		return fit(w, words("no request yet", toneDim), words("idle", toneDim))
	}
	answer := s.clientAnswer(client)
	glyph := words(statusGlyph(last.Status), statusTone(last.Status))
	if last.Cut {
		glyph = words("?", toneUnknown)
	}
	ask := last.Method + " " + last.Path
	if last.Status == 0 && !last.Cut {
		return fit(w,
			joined(words(ask+"  ", toneText), answer, words(" on its way", toneDim)),
			joined(words(ask+" ", toneText), answer),
			joined(words(last.Path+" ", toneText), answer),
			answer)
	}
	from := last.Server
	if from == "" {
		from = "balancer"
	}
	return fit(w,
		joined(words(ask+"  ", toneText), answer, words(" from "+from, toneDim)),
		joined(words(ask+" ", toneText), answer, words(" "+from, toneDim)),
		joined(words(ask+" ", toneText), answer),
		joined(words(last.Path+" ", toneText), answer),
		joined(words(last.Path+" ", toneText), glyph),
		answer)
}

func (s *stage) clientBefore(name string) *snapshot.Client {
	if s.in.Was == nil {
		return nil
	}
	for _, c := range s.in.Was.Clients {
		if c.Name == name {
			return c
		}
	}
	return nil
}

// dropped names the credential a client no longer has since one step ago.
func (s *stage) dropped(was *snapshot.Client) []run {
	switch {
	case was == nil:
		return nil
	case was.Token != nil:
		return []run{{was.Token.Tag + "…", s.hue(was.Token.Tag)}, {" → ", toneChanged}}
	case len(was.Cookies) > 0:
		return []run{{was.Cookies[0].Tag + "…", s.hue(was.Cookies[0].Tag)}, {" → ", toneChanged}}
	}
	return nil
}

// cookieChange names the value a cookie has just replaced, or tells that it is new. One
// of that name for another host or path stays beside it (RFC 6265 §5.3).
func (s *stage) cookieChange(cookie snapshot.Cookie, was *snapshot.Client) (replaced []run, isNew bool) {
	if s.in.Was == nil {
		return nil, false
	}
	if was != nil {
		for _, before := range was.Cookies {
			if !sameCookie(&before, &cookie) {
				continue
			}
			if before.Value == cookie.Value {
				return nil, false
			}
			return words(before.Tag+" → ", toneChanged), false
		}
	}
	return nil, true
}

// sameCookie tells that a browser keeps one value for both.
func sameCookie(a, b *snapshot.Cookie) bool {
	return a.Name == b.Name && a.Domain == b.Domain && a.HostOnly == b.HostOnly && a.Path == b.Path
}

// cookieAttributes lists attributes in the order of RFC 6265 §4.1.1, in rows of
// w columns.
func cookieAttributes(cookie snapshot.Cookie, w int) []string {
	var all []string
	if cookie.HTTPOnly {
		all = append(all, "HttpOnly")
	}
	if cookie.Secure {
		all = append(all, "Secure")
	}
	if cookie.SameSite != "" {
		all = append(all, "SameSite="+cookie.SameSite)
	}
	var rows []string
	for _, attribute := range all {
		last := len(rows) - 1
		if last >= 0 && len(rows[last])+3+len(attribute) <= w {
			rows[last] += ", " + attribute
		} else {
			rows = append(rows, attribute)
		}
	}
	return rows
}
