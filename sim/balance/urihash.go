package balance

// uriHash maps the path, without its query, to a server ("balance uri" with the
// default sdbm function and map-based hash). Two paths of one client may live on
// different servers.
type uriHash struct{}

func (uriHash) Name() string { return URIHash }

func (uriHash) Next(*Pool) string { return "" }

func (uriHash) Choose(req Request, pool *Pool, _ string) Choice {
	return mapped(pool, sdbm(req.URI), "hash of the path")
}

// sdbm hashes a URI up to its query.
func sdbm(uri string) uint32 {
	var hash uint32
	for i := 0; i < len(uri) && uri[i] != '?'; i++ {
		hash = uint32(uri[i]) + hash<<6 + hash<<16 - hash
	}
	return hash
}
