package cluster

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"authlab/sim/auth"
	"authlab/sim/balance"
)

// The services that paths lead to.
const (
	issuerService  = "issuer"
	profileService = "profile"
	billingService = "billing"
)

// serviceNames are the named services in the order of their servers; nil where every
// server does everything.
func (o *Options) serviceNames() []string {
	if o.Services == "" {
		return nil
	}
	return strings.Split(o.Services, ",")
}

var serviceForm = regexp.MustCompile(`^[a-z][a-z0-9-]{0,31}$`)

// checkServices says what is wanted where a list has no issuer, too many names, or one twice.
func checkServices(list string) string {
	if list == "" {
		return ""
	}
	names := strings.Split(list, ",")
	seen := map[string]bool{}
	for _, name := range names {
		if !serviceForm.MatchString(name) || seen[name] {
			return "different names with commas between, such as issuer,profile,billing"
		}
		seen[name] = true
	}
	if !seen[issuerService] || len(names) > MaxServers {
		return "at most " + strconv.Itoa(MaxServers) + " names, one of them issuer"
	}
	return ""
}

// serviceOf is the service that answers to a path: what is about credentials belongs
// to the issuer, transfers to billing, the rest to profile. What a missing service
// would answer goes to the first that is not the issuer.
func (o *Options) serviceOf(path string) string {
	names := o.serviceNames()
	want := profileService
	switch {
	case auth.IsLogin(path) || slices.Contains([]string{"/refresh", "/logout", "/revoke", "/sessions"}, path):
		return issuerService
	case path == "/transfer":
		want = billingService
	}
	if slices.Contains(names, want) {
		return want
	}
	for _, name := range names {
		if name != issuerService {
			return name
		}
	}
	return issuerService
}

// byPath is the balancer's choice where servers carry services: there is one for each path.
func (w *World) byPath(path string) balance.Choice {
	name := w.config.serviceOf(path)
	s := w.servers[slices.Index(w.services, name)]
	if !w.pool.IsUp(s.name) {
		return balance.Choice{Why: "the service " + name + " is down"}
	}
	return balance.Choice{Server: s.name, Why: path + " belongs to " + name, Fixed: true}
}

// service is the name of the service this server carries, "" where servers do everything.
func (s *server) service() string {
	if k := serverNumber(s.name); k <= len(s.world.services) {
		return s.world.services[k-1]
	}
	return ""
}
