package cluster

import (
	"net/http"

	"authlab/sim/browser"
)

// page is the request that has brought the site's own page: what a script in it, or a
// line typed into it, works on.
func (w *World) page() browser.Request {
	return browser.Request{Now: timeOf(w.scheduler.Now()), HTTPS: true, Method: http.MethodGet, Host: host, Path: "/"}
}
