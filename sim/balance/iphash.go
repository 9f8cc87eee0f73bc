package balance

import (
	"encoding/binary"
	"net/netip"
)

// ipHash maps the client's address to a server: the address as a number, modulo
// the number of servers up, in configuration order ("balance source" with the
// default map-based hash). One death therefore moves other servers' clients too.
type ipHash struct{}

func (ipHash) Name() string { return IPHash }

func (ipHash) Next(*Pool) string { return "" }

func (ipHash) Choose(req Request, pool *Pool, _ string) Choice {
	return mapped(pool, addressNumber(req.IP), "hash of the client's address")
}

// addressNumber is an IPv4 address as a big-endian number; of an IPv6 address it
// is the exclusive or of its four words.
func addressNumber(ip netip.Addr) uint32 {
	if !ip.IsValid() {
		return 0
	}
	ip = ip.Unmap()
	if ip.Is4() {
		b := ip.As4()
		return binary.BigEndian.Uint32(b[:])
	}
	b := ip.As16()
	var n uint32
	for i := 0; i < len(b); i += 4 {
		n ^= binary.BigEndian.Uint32(b[i:])
	}
	return n
}

// mapped is the map-based choice for a hash.
func mapped(pool *Pool, hash uint32, why string) Choice {
	if len(pool.alive) == 0 {
		return Choice{Why: nobody}
	}
	return Choice{Server: pool.alive[hash%uint32(len(pool.alive))], Why: why, Fixed: true}
}
