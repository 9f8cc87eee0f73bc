// Package cluster is the simulated cluster: clients, a balancer, application
// servers and a shared store on virtual time. The designs of sim/auth run in it
// as they would behind any net/http server.
//
// A World is one running cluster. Request, the faults (Kill, Pause, SetClock...) and the
// attacks (Copy, Forge, Sniff...) change it, and Settle runs it until all is answered. A
// request is a passage through stages: passage.go moves it, client.go builds and delivers
// it, server.go is where it is handled. What happened is asked for in three ways: by
// Exchanges, request by request; by Steps, event by event with a snapshot each
// (recorder.go, picture.go); and by Facts, which expect and goals compare (fact.go).
package cluster

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"authlab/sim/auth"
	"authlab/sim/balance"
	"authlab/sim/browser"
	"authlab/sim/option"
	"authlab/sim/store"
	"authlab/sim/token"
)

// MaxServers is the largest cluster one can step through.
const MaxServers = 8

// Options are the keys that belong to the cluster itself.
type Options struct {
	Servers    int
	Auth       string
	Seed       int
	ClientHop  time.Duration
	ServerHop  time.Duration
	ClockShift time.Duration
	// Services are the names of the services that s1, s2… carry, with commas between;
	// "" where every server does everything.
	Services string
	// KeyCache is how long a service takes its copy of the issuer's keys for the truth.
	KeyCache time.Duration
}

func ownKeys() *option.Table[Options] {
	t := &option.Table[Options]{Group: "cluster"}
	t.Int("servers", 3, 1, MaxServers, "Application servers, s1 and up.", func(o *Options) *int { return &o.Servers }, option.Fixed)
	t.Word("auth", "session", "How a server knows who calls.", designNames(), func(o *Options) *string { return &o.Auth })
	t.Int("seed", 1, 0, 1<<31-1, "Seeds every draw: same scenario and seed, same bytes.", func(o *Options) *int { return &o.Seed }, option.Fixed)
	t.Duration("client-hop", "5ms", "One way between a client and the balancer.", nil, func(o *Options) *time.Duration { return &o.ClientHop })
	t.Duration("server-hop", "1ms", "One way between the balancer and a server.", nil, func(o *Options) *time.Duration { return &o.ServerHop })
	t.Text("services", "", "Services that the servers carry, s1 first, such as issuer,profile,billing: the balancer goes by the path, the issuer alone signs, "+
		"and a service takes tokens made for it. servers= follows.", checkServices, func(o *Options) *string { return &o.Services }, option.Fixed)
	t.Duration("key-cache", "5m", "How long a service works with its copy of the issuer's keys before it fetches them again.", nil,
		func(o *Options) *time.Duration { return &o.KeyCache })
	t.Offset("clock", "0s", "How far a server's clock is off.", func(o *Options) *time.Duration { return &o.ClockShift }, option.PerServer)
	return t
}

// Config is everything a cluster line says.
type Config struct {
	Options
	Balance balance.Options
	Store   store.Options
	Session auth.SessionOptions
	Token   token.Options
	Refresh auth.RefreshOptions
	State   auth.StateOptions
	CSRF    auth.CSRFOptions
	Browser browser.Options
	// Conventions differ between programs.
	Conventions auth.ConventionOptions
	// Per holds the values given to single servers: "s2" → "clock" → "+2m".
	Per map[string]map[string]string
}

// table is the declarations of one package, bound to its part of a Config.
type table struct {
	keys     []option.Key
	set      func(c *Config, key, value string) (bool, error)
	get      func(c *Config, key string) (string, bool)
	defaults func(c *Config)
}

func bind[T any](t *option.Table[T], part func(*Config) *T) table {
	return table{
		keys:     t.Keys(),
		set:      func(c *Config, key, value string) (bool, error) { return t.Set(part(c), key, value) },
		get:      func(c *Config, key string) (string, bool) { return t.Get(part(c), key) },
		defaults: func(c *Config) { t.Defaults(part(c)) },
	}
}

// tables are all declarations, in the order of the help.
var tables = []table{
	bind(ownKeys(), func(c *Config) *Options { return &c.Options }),
	bind(balance.Keys(), func(c *Config) *balance.Options { return &c.Balance }),
	bind(store.Keys, func(c *Config) *store.Options { return &c.Store }),
	bind(auth.SessionKeys, func(c *Config) *auth.SessionOptions { return &c.Session }),
	bind(auth.CSRFKeys(), func(c *Config) *auth.CSRFOptions { return &c.CSRF }),
	bind(browser.Keys(), func(c *Config) *browser.Options { return &c.Browser }),
	bind(token.Keys(), func(c *Config) *token.Options { return &c.Token }),
	bind(auth.RefreshKeys(), func(c *Config) *auth.RefreshOptions { return &c.Refresh }),
	bind(auth.StateKeys(), func(c *Config) *auth.StateOptions { return &c.State }),
	bind(auth.ConventionKeys(), func(c *Config) *auth.ConventionOptions { return &c.Conventions }),
}

// Keys are all keys of the cluster line, in the order of the help.
var Keys = allKeys()

func allKeys() (out []option.Key) {
	for _, t := range tables {
		out = append(out, t.keys...)
	}
	return out
}

// UnknownKey is an attempt to set a key that does not exist.
type UnknownKey struct{ Key string }

func (e *UnknownKey) Error() string { return "unknown key " + e.Key }

// Defaults is the configuration of a bare cluster line.
func Defaults() *Config {
	c := &Config{Per: map[string]map[string]string{}}
	for _, t := range tables {
		t.defaults(c)
	}
	return c
}

// Clone is a copy that can be changed on its own.
func (c *Config) Clone() *Config {
	out := *c
	out.Per = map[string]map[string]string{}
	for server, values := range c.Per {
		out.Per[server] = map[string]string{}
		for k, v := range values {
			out.Per[server][k] = v
		}
	}
	return &out
}

// serverKey splits "s2.clock".
var serverKey = regexp.MustCompile(`^s([1-9])\.([a-z-]+)$`)

// Set gives a key a value. The error is an *UnknownKey, an *option.Error, or says
// which server there is not.
func (c *Config) Set(key, value string) error {
	m := serverKey.FindStringSubmatch(key)
	if m == nil {
		if k, ok := findKey(key); ok && k.Name == "clock" {
			return &option.Error{Key: key, Value: value, Want: "a server in front, such as s2.clock=" + value}
		}
		if err := c.bearsWith(key, value); err != nil {
			return err
		}
		return c.setOwn(key, value)
	}
	k, ok := findKey(m[2])
	if !ok {
		return &UnknownKey{key}
	}
	if !k.PerServer {
		return fmt.Errorf("%s cannot differ between servers", k.Name)
	}
	if n, _ := strconv.Atoi(m[1]); n > c.Servers {
		return fmt.Errorf("there is no s%s: servers=%d (give servers= first)", m[1], c.Servers)
	}
	// Try it on a copy: a bad value must not be kept.
	server := "s" + m[1]
	if err := c.forServer(server).setOwn(m[2], value); err != nil {
		return err
	}
	if c.Per[server] == nil {
		c.Per[server] = map[string]string{}
	}
	c.Per[server][m[2]] = value
	return nil
}

// bearsWith is an error where a verifier for all servers is one that refuses the
// secret of a single server.
func (c *Config) bearsWith(key, value string) error {
	all := c.Clone()
	if key != "verifier" || all.setOwn(key, value) != nil {
		return nil
	}
	for _, server := range sortedKeys(c.Per) {
		_, own := c.Per[server][key]
		secret, given := c.Per[server][secretName]
		if given && !own && all.Clone().setOwn(secretName, secret) != nil {
			return &option.Error{Key: key, Value: value, Want: "broken or weak-secret while " + server + ".jwt-secret is so short"}
		}
	}
	return nil
}

func (c *Config) setOwn(key, value string) error {
	if n := len(c.serviceNames()); key == "servers" && n > 0 && value != strconv.Itoa(n) {
		return &option.Error{Key: key, Value: value, Want: strconv.Itoa(n) + ", the number of services"}
	}
	for _, t := range tables {
		if known, err := t.set(c, key, value); known {
			if n := len(c.serviceNames()); n > 0 {
				c.Servers = n
			}
			return err
		}
	}
	return &UnknownKey{key}
}

// Get answers a key's present value as it would be written; false if there is no such key.
func (c *Config) Get(key string) (string, bool) {
	if server, name, found := strings.Cut(key, "."); found {
		if v, ok := c.Per[server][name]; ok {
			return v, true
		}
		key = name
	}
	for _, t := range tables {
		if v, ok := t.get(c, key); ok {
			return v, true
		}
	}
	return "", false
}

// credentialCookie is the name of the cookie by which servers know the caller, "" where
// they go by something else.
func (c *Config) credentialCookie() string {
	switch c.Auth {
	case "session", "bff":
		return c.Session.CookieName
	case "jwt", "refresh", "stateful-jwt":
		if c.Token.Carrier == "cookie" {
			return auth.AccessCookie
		}
	}
	return ""
}

// HasSessions tells whether servers know a browser by a session ID.
func (c *Config) HasSessions() bool {
	return slices.Contains([]string{"session", "bff", "sample"}, c.Auth)
}

// forServer is the configuration as one server sees it.
func (c *Config) forServer(name string) *Config {
	own := c.Clone()
	for _, k := range Keys {
		if v, ok := c.Per[name][k.Name]; ok {
			// Set has checked the value.
			_ = own.setOwn(k.Name, v)
		}
	}
	return own
}

func findKey(name string) (option.Key, bool) {
	for _, k := range Keys {
		if k.Name == name {
			return k, true
		}
	}
	return option.Key{}, false
}
