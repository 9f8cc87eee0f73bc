package pane

import (
	"strings"

	"authlab/sim/event"
)

// faultName names what happened outside of a request as its command does.
func faultName(e *event.Event) string {
	switch e.Kind {
	case event.NodeKilled:
		return "kill " + e.Node
	case event.NodeStarted:
		return "start " + e.Node
	case event.NodeAdded, event.NodeRemoved:
		return "scale"
	case event.ServerNoticed:
		return e.Get("server") + " noticed " + e.Get("state")
	case event.TimePassed:
		return "wait"
	case event.CredentialCopied:
		return "copy " + e.Get("from")
	case event.GuessesMade:
		return "guess"
	case event.RowDeleted:
		return "delete row"
	case event.StorePaused:
		return "pause store"
	case event.StoreResumed:
		return "resume store"
	case event.StoreWiped:
		return "wipe store"
	case event.Promoted:
		return "promote replica"
	case event.ClockSet:
		return "clock " + e.Node
	case event.PolicyChanged:
		return "set balancer"
	case event.OptionSet:
		return "set " + e.Get("key")
	}
	if name := attackName(e); name != "" {
		return name
	}
	return strings.ReplaceAll(string(e.Kind), "-", " ")
}

// attackName names an operation on keys and users, or an attack, as its command does.
func attackName(e *event.Event) string {
	switch e.Kind {
	case event.KeyPublished, event.KeySigning:
		return "rotate-key"
	case event.KeyDropped:
		return "drop-key"
	case event.KeysFetched:
		return "fetch keys"
	case event.AccessRevoked, event.SessionsRevoked, event.FamilyRevoked:
		return "revoke " + e.Get("user")
	case event.UserDemoted:
		return "demote " + e.Get("user")
	case event.AuditNoted:
		return "audit"
	case event.KeyLeaked:
		return "leak-key"
	case event.SecretCracked:
		return "crack"
	case event.TokenForged, event.ForgeryFailed, event.ForgeriesSent:
		if e.Get("kind") == event.ByHand {
			return "give"
		}
		return "forge"
	case event.ScriptInjected:
		return "xss " + e.Node
	case event.CredentialRead, event.ReadFailed:
		switch e.Get("by") {
		case "script":
			return "xss " + e.Get("from")
		case "sniffer":
			return "sniff " + e.Get("from")
		}
		return "steal"
	case event.CookiePlanted:
		return "fixate " + e.Node
	case event.TokenDecoded:
		return "decode " + e.Get("from")
	case event.ResponseDropped:
		return "lost"
	case event.CookieWithheld:
		return "csrf"
	}
	return ""
}

// attack tells that an event is the attacker's doing, whatever comes of it.
func attack(kind event.Kind) bool {
	switch kind {
	case event.KeyLeaked, event.SecretCracked, event.TokenForged, event.ForgeryFailed, event.ForgeriesSent, event.ScriptInjected,
		event.CredentialRead, event.ReadFailed, event.CookiePlanted, event.TokenDecoded, event.CredentialCopied, event.GuessesMade:
		return true
	}
	return false
}

// strikes tells a fault that is worth a name even in the middle of a request.
func strikes(kind event.Kind) bool {
	switch kind {
	case event.NodeKilled, event.NodeStarted, event.RowDeleted, event.StorePaused, event.StoreResumed,
		event.StoreWiped, event.Promoted, event.ClockSet, event.PolicyChanged, event.OptionSet,
		event.KeySigning, event.KeyDropped, event.KeyLeaked, event.UserDemoted, event.CookiePlanted:
		return true
	}
	return false
}
