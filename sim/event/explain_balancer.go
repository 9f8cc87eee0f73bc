package event

func explainBalancer(e *Event, _ func(int) *Event) string {
	server := e.Get("server")
	switch e.Kind {
	case ServerChosen:
		text := "The balancer sends the request to " + server
		if why := e.Get("why"); why != "" {
			text += " (" + e.Get("policy") + ": " + why + ")"
		}
		return text + ". " + whatItLooksAt(e.Get("policy"))
	case ConnectFailed:
		return "The balancer tries to reach " + server + ", attempt " + e.Get("attempt") + ". Nobody is listening there."
	case NoServer:
		return "The balancer has no server for this request (" + e.Get("why") + ") and answers 503 itself."
	case GatewayTimeout:
		return "After " + e.Get("after") + " without an answer from " + server + " the balancer gives up and answers 504. The server may still be working."
	case BadGateway:
		return "The connection to " + server + " ended before an answer began. The balancer answers 502 and does not try again."
	case ResponseCut:
		return "The answer of " + server + " had begun and does not end. The balancer can only cut it off."
	case ServerNoticed:
		if e.Get("state") == "up" {
			return "The balancer notices that " + server + " is back and will send requests to it again."
		}
		return "The balancer notices that " + server + " is dead and will skip it from now on."
	case PinSet:
		text := "The balancer adds a cookie of its own that ties this browser to " + server + "."
		if was := e.Get("was"); was != "" && was != server {
			text = "The balancer's cookie tied this browser to " + was + ". Now it ties it to " + server + "."
		}
		return text
	case PolicyChanged:
		return "The balancer's policy is now " + e.Get("policy") + "; it was " + e.Get("was") + "."
	}
	return ""
}

// whatItLooksAt tells how much of the caller a policy takes notice of.
func whatItLooksAt(policy string) string {
	switch policy {
	case "sticky":
		return "It reads its own cookie, not the session."
	case "ip-hash":
		return "It looks at the address, not at who is calling."
	case "path":
		return "It looks at the path: each service answers to its own."
	case "uri-hash":
		return "It looks at the path, not at who is calling."
	}
	return "It does not look at who is calling."
}
