package balance

import (
	"time"

	"authlab/sim/option"
)

// Never as Detect: the balancer does not notice deaths by itself.
const Never = time.Duration(-1)

// Options are the balancer's keys.
type Options struct {
	// Policy is one of Names.
	Policy string
	// Detect is the time from a death, or a return, to the balancer's noticing; Never.
	Detect time.Duration
	// Redispatch allows a failed connection to be tried at another server.
	Redispatch bool
	// Retries is the number of further connection attempts after the first.
	Retries int
	// Timeout bounds the wait for a server's answer.
	Timeout time.Duration
	// ConnectTimeout bounds the wait for a connection.
	ConnectTimeout time.Duration
}

// Keys declares the balancer's keys.
func Keys() *option.Table[Options] {
	t := &option.Table[Options]{Group: "balancer"}
	t.Word("balancer", RoundRobin, "How the balancer chooses a server.", Names(),
		func(o *Options) *string { return &o.Policy })
	t.Duration("detect", "0s", "Time until the balancer notices that a server died or came back.",
		map[string]time.Duration{"never": Never}, func(o *Options) *time.Duration { return &o.Detect })
	t.Bool("redispatch", true, "Whether a failed connection may be tried at another server.",
		func(o *Options) *bool { return &o.Redispatch })
	t.Int("retries", 3, 0, 10, "Connection attempts after the first one.",
		func(o *Options) *int { return &o.Retries })
	t.Span("timeout", "3s", "Time the balancer waits for a server's answer before it says 504.",
		func(o *Options) *time.Duration { return &o.Timeout })
	t.Duration("connect-timeout", "1s", "Time the balancer waits for a connection to a server.", nil,
		func(o *Options) *time.Duration { return &o.ConnectTimeout })
	return t
}
