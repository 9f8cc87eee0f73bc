package scenario

import (
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"authlab/sim/auth"
	"authlab/sim/cluster"
)

// host is the only site of the cluster.
const host = "app.example"

// route is one thing the application answers to.
type route struct{ method, path string }

var routes = []route{
	{"POST", "/login"}, {"GET", "/profile"}, {"GET", "/public"}, {"GET", "/admin"},
	{"POST", "/transfer"}, {"POST", "/logout"}, {"POST", "/refresh"}, {"GET", "/slow"},
	{"GET", "/sessions"}, {"POST", "/revoke"},
	{"POST", "/session-login"}, {"GET", "/session-profile"}, {"POST", "/token-login"}, {"GET", "/token-profile"},
}

var methods = []string{"GET", "POST"}

var requestArguments = []Argument{
	{Name: "user", Form: "name", Doc: "whom a login or a revocation names; without it the client itself"},
	{Name: "device", Form: "text", Doc: "the device a login names, and the only one a revocation means"},
	{Name: "audience", Form: "service", Doc: "the only service that the token of a login is for"},
	{Name: "ip", Form: "address", Doc: "the IPv4 address this request comes from"},
	{Name: "password", Form: "right|wrong|text", Doc: "the password sent along; a login sends the right one by itself"},
	{Name: "ms", Form: "0-600000", Doc: "how many milliseconds GET /slow sleeps"},
	{Name: "tamper", Form: "kind", Doc: "alters the credential of this one request", Values: tamperKinds()},
	{Name: "with", Form: "client or copy", Doc: "sends another's credential instead; what comes back is not kept"},
	delayArgument,
}

func routeList() string {
	var all []string
	for _, r := range routes {
		all = append(all, r.method+" "+r.path)
	}
	return strings.Join(all, ", ")
}

func routePaths() []string {
	var all []string
	for _, r := range routes {
		all = append(all, r.path)
	}
	return all
}

func tamperKinds() []string {
	var names []string
	for _, k := range cluster.TamperKinds() {
		names = append(names, k.Name)
	}
	return names
}

var requestVerbs = []Verb{{
	Group:     "Requests",
	Usage:     "CLIENT METHOD PATH [key=value ...] [=> STATUS [SERVER]] [&]",
	Doc:       "A client makes a request over https; http:// before the path makes it plain. Behind => stands the status expected, and who is to answer: a server, or balancer. The paths are " + routeList() + ".",
	Example:   "alice GET /profile => 200 s1",
	Arguments: requestArguments,
	Overlaps:  true,
	parse:     parseRequest,
	complete:  completeRequest,
}}

// request is a request a client makes.
type request struct{ spec cluster.RequestSpec }

func (r request) apply(w *cluster.World, settle bool) error {
	_, err := w.Request(r.spec)
	if err != nil {
		return err
	}
	if settle {
		w.Settle()
	}
	return nil
}

func parseRequest(l *line) (action, *Error) {
	client, err := l.need("a client")
	if err != nil {
		return nil, err
	}
	if err := l.clientName(client); err != nil {
		return nil, err
	}
	l.scene.meet(client.text)
	r := request{spec: cluster.RequestSpec{Client: client.text}}
	if err := l.route(&r.spec); err != nil {
		return nil, err
	}
	slow := r.spec.Path == "/slow"
	if err := l.arguments(func(w word) *Error { return l.requestArgument(&r.spec, w, slow) }); err != nil {
		return nil, err
	}
	if r.spec.Path == "/revoke" && r.spec.User == "" {
		return nil, &Error{Column: client.column, Width: l.words[len(l.words)-1].column + l.words[len(l.words)-1].width - client.column,
			Message: "whose sessions are to be revoked?", Suggestion: "Add user=alice."}
	}
	return r, nil
}

// route reads the method and the path.
func (l *line) route(spec *cluster.RequestSpec) *Error {
	method, err := l.need("a method, GET or POST")
	if err != nil {
		return err
	}
	if !slices.Contains(methods, method.text) {
		return fail(method, didYouMean(strings.ToUpper(method.text), methods), "unknown method %s", orEmpty(method.text))
	}
	target, err := l.need("a path, such as /profile")
	if err != nil {
		return err
	}
	path, plain, err := splitTarget(target)
	if err != nil {
		return err
	}
	var paths, allowed []string
	for _, r := range routes {
		paths = append(paths, r.path)
		if r.path == path {
			allowed = append(allowed, r.method)
		}
	}
	if allowed == nil {
		return fail(target, didYouMean(path, paths), "unknown path %s", Show(path))
	}
	if !slices.Contains(allowed, method.text) {
		return fail(method, "Did you mean "+allowed[0]+" "+path+"?", "there is no %s %s", method.text, path)
	}
	spec.Method, spec.Path, spec.Plain = method.text, path, plain
	return nil
}

// splitTarget reads /profile, http:///profile and http://app.example/profile.
func splitTarget(w word) (path string, plain bool, err *Error) {
	path = w.text
	for _, scheme := range []string{"http://", "https://"} {
		rest, found := strings.CutPrefix(path, scheme)
		if !found {
			continue
		}
		plain = scheme == "http://"
		name, tail, slash := strings.Cut(rest, "/")
		if !slash {
			return "", false, fail(w, "Write "+scheme+"/"+name+" or "+scheme+host+"/"+name+".", "%s has no path", Show(w.text))
		}
		if name != "" && name != host {
			return "", false, fail(w, "Write "+scheme+host+"/"+tail+".", "there is no site %s", Show(name))
		}
		path = "/" + tail
	}
	if before, query, found := strings.Cut(path, "?"); found {
		return "", false, fail(w, strings.TrimSpace("Write "+Show(before)+" and the rest as arguments, such as "+Show(query))+".", "a path has no query here")
	}
	if !strings.HasPrefix(path, "/") {
		suggestion := "A path begins with /: /" + Show(path) + "."
		if near := Nearest("/"+path, routePaths()); near != "" {
			suggestion = "Did you mean " + near + "?"
		}
		return "", false, fail(w, suggestion, "%s is not a path", orEmpty(path))
	}
	if bare := strings.TrimRight(path, "&"); bare != path {
		return "", false, fail(w, "Put a blank before the &.", "a path has no &")
	}
	return path, plain, nil
}

func (l *line) requestArgument(spec *cluster.RequestSpec, w word, slow bool) *Error {
	v := w.value()
	switch w.key() {
	case "user":
		if !nameForm.MatchString(v) {
			return failValue(w, "Users are called alice, bob, root and so on.", "%s cannot be a user", orEmpty(v))
		}
		spec.User = v
	case "device":
		spec.Device = v
		return checkDevice(w)
	case "audience":
		if !auth.IsLogin(spec.Path) {
			return fail(w, "Only POST /login brings a token.", "audience= means nothing at %s", spec.Path)
		}
		if v == "" || len(v) > 64 {
			return failValue(w, "Name a service, such as billing.", "%s cannot be an audience", orEmpty(v))
		}
		spec.Audience = v
	case "ip":
		if a, err := netip.ParseAddr(v); err != nil || !a.Is4() {
			return failValue(w, "Write an IPv4 address, such as 10.0.0.7.", "%s is not an address", orEmpty(v))
		}
		spec.IP = v
	case "password":
		if v == "" || len(v) > 128 {
			return failValue(w, "Write right, wrong, or the password itself (at most 128 bytes).", "%s will not do as a password", orEmpty(v))
		}
		spec.Password = v
	case "ms":
		if !slow {
			return fail(w, "Only GET /slow sleeps.", "ms= means nothing at %s", spec.Path)
		}
		n, err := whole(w, v, 0, 600_000)
		spec.MS = strconv.Itoa(n)
		return err
	case "tamper":
		spec.Tamper = v
	case "with":
		spec.With = v
		return l.scene.holds(w, v)
	case "delay":
		var err *Error
		spec.Delay, err = span(w)
		return err
	}
	return nil
}

func completeRequest(position int, names Names) []string {
	switch position {
	case 0:
		return names.Clients
	case 1:
		return methods
	case 2:
		var out []string
		for _, r := range routes {
			out = append(out, r.path)
		}
		return out
	}
	out := []string{"=>", "&"}
	for _, a := range requestArguments {
		switch {
		case a.Name == "user":
			out = append(out, prefixed("user=", names.Clients)...)
		case a.Name == "with":
			out = append(out, prefixed("with=", append(slices.Clone(names.Clients), names.Copies...))...)
		case a.Values != nil:
			out = append(out, prefixed(a.Name+"=", a.Values)...)
		case a.Name == "password":
			out = append(out, "password=right", "password=wrong")
		default:
			out = append(out, a.Name+"=")
		}
	}
	return out
}

func prefixed(prefix string, words []string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = prefix + w
	}
	return out
}
