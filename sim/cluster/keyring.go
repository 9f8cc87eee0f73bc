package cluster

import (
	"authlab/sim/rng"
	"authlab/sim/token"
)

// clusterKey is one key that tokens are signed with; it can sign.
type clusterKey struct{ key token.Key }

// secretName stands for a key without an id: the one the cluster line gives.
const secretName = "jwt-secret"

func (k *clusterKey) name() string {
	if k.key.ID == "" {
		return secretName
	}
	return k.key.ID
}

// keyring is what the cluster signs and verifies with. Where there are services it
// is the issuer's; what the others know of it is in their copies.
type keyring struct {
	// keys are those tokens are accepted under, oldest first.
	keys []*clusterKey
	// signing is one of them.
	signing *clusterKey
	// drawn counts the keys there have been.
	drawn int
}

// resetKeys begins the keyring anew, with the configured secret or a drawn key.
func (w *World) resetKeys() {
	o := &w.config.Token
	var k *clusterKey
	if o.Algorithm == token.HS256 && o.Secret != "" {
		w.ring.drawn++
		k = secretKey(o.Secret)
	} else {
		k = w.drawKey()
	}
	w.ring.keys, w.ring.signing = []*clusterKey{k}, k
}

// drawKey makes the next key out of the seed.
func (w *World) drawKey() *clusterKey {
	w.ring.drawn++
	id := "k" + itoa(w.ring.drawn)
	purpose := secretName
	if w.ring.drawn > 1 {
		purpose += " " + id
	}
	key, err := token.Generate(w.config.Token.Algorithm, id, rng.New(uint64(w.config.Seed), "cluster", purpose))
	if err != nil {
		// The key's values are algorithms, and the stream never ends.
		panic("cluster: " + err.Error())
	}
	return &clusterKey{key}
}

// secretKey is a key that the configuration gives. How short it may be is the option's concern.
func secretKey(secret string) *clusterKey {
	key, err := token.NewKey("", token.HS256, []byte(secret))
	if err != nil {
		// An empty secret stands for a drawn one and does not come here.
		panic("cluster: " + err.Error())
	}
	return &clusterKey{key}
}
