package lessons

import (
	"slices"
	"strconv"

	"authlab/sim/cluster"
	"authlab/sim/event"
)

// factNames are what can be told about a request, in {{scene.3.NAME}}.
var factNames = []string{"status", "server", "request-bytes", "response-bytes", "store-reads", "store-writes", "error", "sent", "answered", "tag"}

// Fact answers the value of a template field after a run of its scene, or false
// if the run has not got there. A count is known once the whole scene has been
// carried out, which the caller tells by done.
func Fact(f Field, w *cluster.World, done bool) (string, bool) {
	if f.Request == 0 {
		if n, ok := w.Count(f.Name); ok && done {
			return strconv.FormatInt(n, 10), true
		}
		text, ok := w.Text(f.Name)
		return text, ok && done
	}
	x := Asked(f.Request, w)
	if x == nil || !x.Done {
		return "", false
	}
	return fact(f.Name, x, w)
}

// Asked is the request that a number, from 1, speaks of in template fields and
// predictions, or nil if the run has not got there. What an attack sends on its way
// is not counted.
func Asked(number int, w *cluster.World) *cluster.Exchange {
	for _, x := range w.Exchanges() {
		if x.Spec.Aside {
			continue
		}
		if number--; number == 0 {
			return x
		}
	}
	return nil
}

func fact(name string, x *cluster.Exchange, w *cluster.World) (string, bool) {
	switch name {
	case "status":
		return strconv.Itoa(x.Status), true
	case "server":
		if x.Server == "" {
			return "the balancer", true
		}
		return x.Server, true
	case "request-bytes":
		return strconv.Itoa(x.RequestBytes), true
	case "response-bytes":
		return strconv.Itoa(x.ResponseBytes), true
	case "store-reads":
		return strconv.Itoa(x.StoreReads), true
	case "store-writes":
		return strconv.Itoa(x.StoreWrites), true
	case "error":
		return x.Error, true
	case "sent":
		return x.SentAt.String(), true
	case "answered":
		return x.AnsweredAt.String(), true
	case "tag":
		return sentTag(x, w), true
	}
	return "", false
}

// sentTag is the short name of the credential a request carried, "none" without one.
func sentTag(x *cluster.Exchange, w *cluster.World) string {
	for _, step := range w.Steps() {
		e := &step.Event
		if e.Kind == event.RequestSent && e.Seq >= x.FirstSeq && e.Flight == x.Flight {
			if tag := e.Get("tag"); tag != "" {
				return tag
			}
			break
		}
	}
	return "none"
}

// knownFact tells whether a field can ever have a value.
func knownFact(f Field) bool { return f.Request == 0 || slices.Contains(factNames, f.Name) }
