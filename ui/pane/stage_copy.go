package pane

import (
	"slices"

	"authlab/sim/event"
	"authlab/sim/snapshot"
)

// borrowed lists what a client holds of others without its being its own: the copies in
// its hands and the credentials it sends in another's name. sent go with the request
// under the cursor; the others are kept for later.
func (s *stage) borrowed(client *snapshot.Client) (sent, kept []held) {
	with := ""
	if r := s.routes[s.flight]; r != nil && r.client == client.Name && client.Waiting != "" {
		with = r.with
	}
	for _, c := range s.now.Copies {
		switch tags := foremost(s.lastShown(client.Name, c.Name), copyTags(c)); {
		case c.Name == with:
			sent = append(sent, s.borrowing("▶ ", c.Name, c.From, tags))
		case s.in.holder(c.Name) == client.Name && len(tags) > 0:
			kept = append(kept, s.borrowing(ownMark(client), c.Name, c.From, tags))
		}
	}
	for _, name := range s.impersonated(client.Name) {
		tags := s.lastShown(client.Name, name)
		switch {
		case name == with:
			sent = append(sent, s.borrowing("▶ ", name, "", tags))
		case client.Attacker && len(tags) > 0 && !holds(client, tags[0]):
			kept = append(kept, s.borrowing("! ", name, "", tags))
		}
	}
	return sent, kept
}

func ownMark(client *snapshot.Client) string {
	if client.Attacker {
		return "! "
	}
	return ""
}

// borrowing words a credential of somebody else's: of a copy with its name and its
// origin, of a client by the client's name.
func (s *stage) borrowing(mark, name, from string, tags []string) held {
	var all []run
	for _, tag := range tags {
		all = joined(all, words(" "+tag+"…", s.hue(tag)))
	}
	if len(tags) == 0 {
		all = words(" empty", toneDim)
	}
	last := all[:1]
	var h held
	add := func(text string, shown []run) {
		h.wordings = append(h.wordings, joined(words(text, toneAttacker), shown))
	}
	if from != "" {
		add(mark+name+", a copy of "+from+"'s", all)
		add(mark+name+" of "+from, all)
		add(mark+name, all)
	} else {
		add(mark+name+"'s", all)
	}
	add(mark+name, last)
	add(name, last)
	h.wordings = append(h.wordings, words(last[0].text[1:], last[0].tone))
	return h
}

// foremost answers tags with the first of those shown before the others.
func foremost(shown, tags []string) []string {
	if len(shown) == 0 {
		return tags
	}
	rest := slices.DeleteFunc(slices.Clone(tags), func(t string) bool { return t == shown[0] })
	return append([]string{shown[0]}, rest...)
}

// copyTags are the credentials in a copy. What the balancer set says nothing of the caller.
func copyTags(c *snapshot.Copy) []string {
	var tags []string
	add := func(tag string) {
		if tag != "" && !slices.Contains(tags, tag) {
			tags = append(tags, tag)
		}
	}
	if c.Token != nil {
		add(c.Token.Tag)
	}
	for i := range c.Cookies {
		if k := &c.Cookies[i]; k.Tag != k.Value && k.Name != "csrf" {
			add(k.Tag)
		}
	}
	if c.Refresh != nil {
		add(c.Refresh.Tag)
	}
	return tags
}

// holder is the client in whose hands a copy is: who sent it last, or else the
// attacker; "" while there is neither.
func (in *Input) holder(name string) string {
	for i := len(in.Events) - 1; i >= 0; i-- {
		if e := &in.Events[i]; e.Kind == event.RequestSent && e.Get("with") == name {
			return e.Node
		}
	}
	for _, client := range in.Now.Clients {
		if client.Attacker {
			return client.Name
		}
	}
	return ""
}

// copiedAs is the newest copy of a client's that holds a credential and that nobody in
// the picture has yet, or "".
func (s *stage) copiedAs(client, tag string) string {
	for _, c := range slices.Backward(s.now.Copies) {
		if c.From == client && tag != "" && slices.Contains(copyTags(c), tag) && s.in.holder(c.Name) == "" {
			return c.Name
		}
	}
	return ""
}

// copied says that a thing has a copy elsewhere.
func (h *held) copied(as string) {
	whole, short, tag := h.wordings[0], h.wordings[min(1, len(h.wordings)-1)], h.wordings[len(h.wordings)-1]
	h.wordings = append([][]run{
		joined(whole, words(" ! copied as "+as, toneAttacker)),
		joined(tag, words(" ! copied as "+as, toneAttacker)),
		joined(short, words(" ! copied", toneAttacker)),
		joined(tag, words(" ! copied", toneAttacker)),
		joined(tag, words(" copied", toneAttacker))}, h.wordings...)
}

// impersonated are the clients whose credentials another client has sent, by name.
func (s *stage) impersonated(client string) []string {
	var names []string
	for _, r := range s.routes {
		if r.client == client && r.with != "" && s.isClient(r.with) && !slices.Contains(names, r.with) {
			names = append(names, r.with)
		}
	}
	slices.Sort(names)
	return names
}

// lastShown are the tags of the newest request that a client sent in another's name.
func (s *stage) lastShown(client, name string) []string {
	last := 0
	for flight, r := range s.routes {
		if r.client == client && r.with == name && flight > last {
			last = flight
		}
	}
	var tags []string
	if r := s.routes[last]; r != nil {
		for _, tag := range []string{r.refresh, r.tag} {
			if tag != "" {
				tags = append(tags, tag)
			}
		}
	}
	return tags
}

// holds tells that a client has a credential of that tag as its own.
func holds(client *snapshot.Client, tag string) bool {
	if client.Token != nil && client.Token.Tag == tag || client.Refresh != nil && client.Refresh.Tag == tag {
		return true
	}
	return slices.ContainsFunc(client.Cookies, func(k snapshot.Cookie) bool { return k.Tag == tag })
}
