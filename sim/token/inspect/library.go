package inspect

import (
	"strings"
	"time"

	"authlab/sim/token"
)

// askLibraries asks golang-jwt and jsonwebtoken the same question, whatever the shape.
func (i *inspection) askLibraries() {
	if len(i.Keys) == 0 || strings.Trim(i.report.Token, blanks) == "" {
		return
	}
	verifier, err := token.NewVerifier(token.Rules{Keys: i.Keys, Clock: func() time.Time { return i.Request.At }, Leeway: i.Leeway,
		Issuer: i.Issuer, Audience: i.Audience, AllowForever: true, AllowWeak: true})
	if err != nil {
		return
	}
	said := verifier.Libraries(i.report.Token)
	i.report.Library = Library{Asked: true, GoSentinel: said.GoSentinel, Go: said.Go, NodeName: said.NodeName, Node: said.Node}
	if said.NodeCannot {
		i.report.Library.NodeCannot = `jsonwebtoken does not know EdDSA: asked for it, it throws Error: Unknown key type "ed25519".`
	}
}
