package auth

import (
	"slices"
	"strings"
	"time"

	"authlab/sim/option"
)

// The checks of a stateful token.
const (
	CheckRow      = "row"      // a row under the token's session_id must exist
	CheckVersion  = "version"  // the token's version must be the user's token_version
	CheckDenylist = "denylist" // the token's id must not be on the list
)

// StateOptions are the keys of auth=stateful-jwt.
type StateOptions struct {
	// Check is a comma list of the checks.
	Check string
	// Cache is how long a server takes an answer of the store for the truth.
	Cache time.Duration
	// Fail is "closed" or "open": what to do when the store cannot be asked.
	Fail string
	// Order is "verify-first" or "lookup-first".
	Order string
}

// Checks tells whether a check is asked for.
func (o *StateOptions) Checks(check string) bool {
	return slices.Contains(strings.Split(o.Check, ","), check)
}

// StateKeys declares the keys of auth=stateful-jwt.
func StateKeys() *option.Table[StateOptions] {
	t := &option.Table[StateOptions]{Group: "tokens with state"}
	t.Text("check", CheckRow, "What a server asks the store about a token: row, version, denylist, or several with commas between.",
		checkChecks, func(o *StateOptions) *string { return &o.Check })
	t.Duration("cache", "0s", "How long a server takes what the store said for the truth.", nil,
		func(o *StateOptions) *time.Duration { return &o.Cache })
	t.Word("fail", "closed", "What a server does when it cannot ask about a token: refuse with 503, or let it pass.",
		[]string{"closed", "open"}, func(o *StateOptions) *string { return &o.Fail })
	t.Word("order", "verify-first", "Whether a server checks the signature before it asks the store, or after.",
		[]string{"verify-first", "lookup-first"}, func(o *StateOptions) *string { return &o.Order })
	return t
}

// checkChecks says what is wanted where a list names another check, or one twice.
func checkChecks(list string) string {
	seen := map[string]bool{}
	for check := range strings.SplitSeq(list, ",") {
		if !slices.Contains([]string{CheckRow, CheckVersion, CheckDenylist}, check) || seen[check] {
			return "row, version, denylist, or several with commas between"
		}
		seen[check] = true
	}
	return ""
}
