package scenario

import (
	"slices"

	"authlab/sim/auth"
	"authlab/sim/browser"
	"authlab/sim/cluster"
)

var (
	scriptArguments = []Argument{
		{Name: "user", Form: "name", Doc: "whom a login or a revocation names; a login is mallory's own unless told"},
		delayArgument,
	}
	foreignArguments = append([]Argument{
		{Name: "from", Form: "page", Doc: "what makes the browser send it: a page of another site, a page of a sibling subdomain, or a followed link; cross-site unless told",
			Values: []string{string(browser.CrossSite), string(browser.SameSite), string(browser.Link)}},
	}, scriptArguments...)
)

var browserVerbs = []Verb{
	{
		Name: "xss", Group: attackGroup,
		Usage: "xss CLIENT [METHOD PATH [key=value ...] [=> STATUS [SERVER]] [&]]",
		Doc: "A script of mallory's runs in a client's page. Alone, it reads what scripts can read, and that becomes her own credential. " +
			"With a request it rides: the client's browser sends it from inside the page, with everything the page has.",
		Example:   "xss alice POST /transfer => 200",
		Arguments: scriptArguments,
		Overlaps:  true,
		parse:     parseXSS,
		complete:  func(position int, names Names) []string { return completeAttack(position, names, scriptArguments) },
	},
	{
		Name: "csrf", Group: attackGroup,
		Usage: "csrf CLIENT METHOD PATH [from=PAGE] [key=value ...] [=> STATUS [SERVER]] [&]",
		Doc: "A page of mallory's makes a client's browser send a request: a form for POST, an image or a link for GET. " +
			"Cookies go along as SameSite allows; what the site's own code would add does not.",
		Example:   "csrf alice POST /transfer from=cross-site => 401",
		Arguments: foreignArguments,
		Overlaps:  true,
		parse:     parseCSRF,
		complete:  func(position int, names Names) []string { return completeAttack(position, names, foreignArguments) },
	},
	{
		Name: "sniff", Group: attackGroup,
		Usage: "sniff CLIENT",
		Doc: "mallory sits on a client's network: she makes its browser fetch http:///public and reads whatever goes over plain http from then on; " +
			"credentials in it become her own.",
		Example: "sniff alice",
		parse:   parseSniff, complete: completeVictim,
	},
	{
		Name: "fixate", Group: attackGroup,
		Usage: "fixate CLIENT",
		Doc: "mallory gets a session of her own and plants its id in a client's browser, as a cookie with a Domain from a sibling subdomain. " +
			"She keeps the id: if the client logs in over it and it stays, she is the client.",
		Example: "fixate alice",
		parse:   parseFixate, complete: completeVictim,
	},
}

// victim reads the client that is attacked. known wants it to have appeared.
func (l *line) victim(known bool) (string, *Error) {
	w, err := l.need("whose browser")
	if err != nil {
		return "", err
	}
	if err := l.clientName(w); err != nil {
		return "", err
	}
	if w.text == cluster.Attacker {
		return "", fail(w, "Name somebody else, such as alice.", "%s is the attacker", w.text)
	}
	if known {
		return w.text, l.scene.holds(w, w.text)
	}
	return w.text, nil
}

// inject is a script that reads.
type inject struct{ client string }

func (c inject) apply(w *cluster.World, _ bool) error { return w.Inject(c.client) }

func parseXSS(l *line) (action, *Error) {
	l.next++
	client, err := l.victim(true)
	if err != nil {
		return nil, err
	}
	if l.next == len(l.words) {
		return inject{client}, nil
	}
	return l.forced(cluster.RequestSpec{Client: client, Script: true})
}

func parseCSRF(l *line) (action, *Error) {
	l.next++
	client, err := l.victim(true)
	if err != nil {
		return nil, err
	}
	return l.forced(cluster.RequestSpec{Client: client, From: browser.CrossSite})
}

// forced reads the rest of a request that a client's browser is made to send.
func (l *line) forced(spec cluster.RequestSpec) (action, *Error) {
	if err := l.route(&spec); err != nil {
		return nil, err
	}
	var user word
	err := l.arguments(func(w word) *Error {
		switch w.key() {
		case "from":
			spec.From = browser.Initiator(w.value())
			if spec.From == browser.Link && spec.Method != "GET" {
				return failValue(w, "Write from=cross-site, or GET.", "a link makes a GET")
			}
			return nil
		case "user":
			user = w
		}
		return l.requestArgument(&spec, w, false)
	})
	switch {
	case err != nil:
		return nil, err
	case auth.IsLogin(spec.Path) && spec.User == "":
		spec.User = cluster.Attacker
	case auth.IsLogin(spec.Path) && spec.User != cluster.Attacker:
		return nil, failValue(user, "Write user=mallory.", "mallory does not know the password of %s", spec.User)
	case spec.Path == "/revoke" && spec.User == "":
		return nil, l.missing("user=, whose sessions are to be revoked")
	}
	return request{spec}, nil
}

type sniff struct{ client string }

func (c sniff) apply(w *cluster.World, settle bool) error {
	if err := w.Sniff(c.client); err != nil || !settle {
		return err
	}
	w.Settle()
	return nil
}

func parseSniff(l *line) (action, *Error) {
	l.next++
	client, err := l.victim(true)
	if err != nil {
		return nil, err
	}
	return sniff{client}, l.end()
}

type fixate struct{ client string }

func (c fixate) apply(w *cluster.World, _ bool) error { return w.Fixate(c.client) }

func parseFixate(l *line) (action, *Error) {
	l.next++
	client, err := l.victim(false)
	if err != nil {
		return nil, err
	}
	if l.scene != nil && l.scene.config != nil && !l.scene.config.HasSessions() {
		return nil, fail(l.words[0], "Give the cluster auth=session.", "there is no session id with auth=%s", l.scene.config.Auth)
	}
	return fixate{client}, l.end()
}

func completeVictim(position int, names Names) []string {
	if position > 1 {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(names.Clients), func(n string) bool { return n == cluster.Attacker })
}

func completeAttack(position int, names Names, arguments []Argument) []string {
	switch position {
	case 1:
		return completeVictim(position, names)
	case 2, 3:
		return completeRequest(position-1, names)
	}
	out := []string{"=>", "&"}
	for _, a := range arguments {
		if a.Values != nil {
			out = append(out, prefixed(a.Name+"=", a.Values)...)
		} else {
			out = append(out, a.Name+"=")
		}
	}
	return out
}
