package event

// explainAttack words what an attacker does to a browser, a line or a token.
func explainAttack(e *Event, _ func(int) *Event) string {
	tag, from := tagged(e.Get("tag")), spaced(e.Get("from"), "the victim")
	switch e.Kind {
	case ResponseDropped:
		return "The answer " + e.Get("status") + " to " + e.Get("path") + " is lost on its way. The server has done its work; " + e.Node + " does not know it."
	case ScriptInjected:
		return "A script of the attacker's runs in " + e.Node + "'s page, with everything that page may do."
	case CredentialRead:
		if e.Get("what") == "password" {
			return e.Node + " reads the password of " + from + readBy(e.Get("by")) + " and can log in with it."
		}
		return e.Node + " reads " + credentialName(e.Get("what")) + " " + tag + " of " + from + readBy(e.Get("by")) + " and can send it from anywhere."
	case ReadFailed:
		return e.Node + " gets no " + plainCredential(e.Get("what")) + " of " + from + readBy(e.Get("by")) + ": " + readReason(e.Get("why")) + "."
	case CookieWithheld:
		return e.Node + "'s browser keeps the cookie " + e.Get("name") + " back: " + withheldReason(e) + "."
	case CookiePlanted:
		return spaced(e.Get("by"), "The attacker") + " plants the cookie " + e.Get("name") + " with " + tag + " in " + e.Node + "'s browser, and knows its value."
	case CSRFRefused:
		return e.Node + " refuses the request with 403: " + csrfReason(e) + "."
	case TokenForged:
		if e.Get("kind") == ByHand {
			return e.Node + " gets " + tokenNamed(e.Get("tag")) + " from outside. It says it is " + spaced(e.Get("user"), "nobody in particular") + "."
		}
		if e.Get("kind") == ForAnother {
			return e.Node + " takes " + tokenNamed(e.Get("tag")) + " that the issuer made for another service. It is genuine, and says it is " + spaced(e.Get("user"), "somebody else") + "."
		}
		return e.Node + " makes " + tokenNamed(e.Get("tag")) + " that says it is " + spaced(e.Get("user"), "somebody else") + " (" + e.Get("kind") + ")."
	case ForgeryFailed:
		return e.Node + " cannot make a token by " + spaced(e.Get("kind"), "forgery") + ": " + spaced(e.Get("why"), "something is missing") + "."
	case ForgeriesSent:
		return e.Node + " sends " + plural(spaced(e.Get("times"), "0"), "forged token") + " (" + e.Get("kind") + "): " + spaced(e.Get("accepted"), "0") + " accepted, " + plural(spaced(e.Get("reads"), "0"), "store read") + "."
	case SecretCracked:
		return e.Node + " finds the signing secret after " + plural(spaced(e.Get("tries"), "0"), "guess") + " against one captured token. No server saw a request."
	case TokenDecoded:
		return e.Node + " reads the payload of " + from + "'s token " + tag + " without any key: it is encoded, not encrypted. It says " + spaced(e.Get("user"), "who it is for") + "."
	}
	return ""
}

func credentialName(what string) string {
	switch what {
	case "access":
		return "the access token"
	case "refresh":
		return "the refresh token"
	}
	return "the cookie"
}

func plainCredential(what string) string {
	switch what {
	case "access", "refresh":
		return what + " token"
	}
	return "cookie"
}

func readBy(by string) string {
	switch by {
	case "script":
		return " by script"
	case "sniffer":
		return " off the line"
	case "sibling":
		return " when the browser visits her subdomain"
	case "service":
		return " inside a service it passes through"
	}
	return ""
}

func readReason(why string) string {
	switch why {
	case "http-only":
		return "it is HttpOnly, and no script sees it"
	case "memory":
		return "it lies in a variable of the page's own code, not in a storage that scripts share"
	case "secure":
		return "it is Secure, so it was not on the plain line"
	}
	return "there is none"
}

func withheldReason(e *Event) string {
	switch e.Get("why") {
	case "same-site":
		return "the request comes from " + originName(e.Get("from")) + sameSite(e.Get("same-site"))
	case "secure":
		return "it is Secure and the line is not"
	case "path":
		return "its Path does not cover the request"
	}
	return "it is for another host"
}

// originName names the page that made a browser send a request.
func originName(from string) string {
	switch from {
	case "same-site":
		return "a sibling subdomain"
	case "link":
		return "a link on another site"
	case "plain-page":
		return "a page that was made up on the line"
	case "script":
		return "the attacker's script in the site's own page"
	}
	return "another site"
}

// sameSite is what a cookie's attribute has to say against another site.
func sameSite(value string) string {
	if value == "" {
		return ", and a cookie without SameSite is taken for Lax"
	}
	return " and SameSite=" + value + " says no"
}

func csrfReason(e *Event) string {
	if e.Get("why") == "token" {
		return "its cookie is good, but it lacks the token that only the site's own page knows"
	}
	return "by the browser's word it comes from " + spaced(e.Get("from"), "another origin") + " and not from the site's own page"
}

// offeredBy says who wanted a cookie to be stored, if it was not the server.
func offeredBy(who string) string {
	if who == "" {
		return ""
	}
	return " that " + who + " tries to plant"
}

func shortAttack(e *Event) string {
	tag, from := tagged(e.Get("tag")), spaced(e.Get("from"), "the victim")
	switch e.Kind {
	case ResponseDropped:
		return "the answer to " + e.Get("path") + " was lost"
	case ScriptInjected:
		return "a script runs in " + e.Node + "'s page"
	case CredentialRead:
		if e.Get("what") == "password" {
			return e.Node + " read the password of " + from
		}
		return e.Node + " read " + tag + " of " + from
	case ReadFailed:
		return e.Node + " could not read " + from + "'s " + plainCredential(e.Get("what"))
	case CookieWithheld:
		return e.Node + "'s browser kept " + e.Get("name") + " back"
	case CookiePlanted:
		return e.Get("name") + " " + tag + " was planted in " + e.Node + "'s browser"
	case CSRFRefused:
		if e.Get("why") == "token" {
			return e.Node + " missed the page's token in it"
		}
		return e.Node + " refused it because of where it comes from"
	case TokenForged:
		if e.Get("kind") == ByHand {
			return e.Node + " was given " + shortToken(e)
		}
		if e.Get("kind") == ForAnother {
			return e.Node + " took " + shortToken(e) + ", made for another service"
		}
		return e.Node + " forged " + shortToken(e) + " by " + e.Get("kind")
	case ForgeryFailed:
		return e.Node + " could not forge by " + e.Get("kind")
	case ForgeriesSent:
		return e.Node + " sent " + plural(spaced(e.Get("times"), "0"), "forgery")
	case SecretCracked:
		return e.Node + " cracked the secret in " + plural(spaced(e.Get("tries"), "0"), "guess")
	case TokenDecoded:
		return e.Node + " decoded " + from + "'s token"
	}
	return ""
}
