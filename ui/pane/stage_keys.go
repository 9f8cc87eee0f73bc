package pane

import (
	"slices"
	"strings"

	"authlab/sim/snapshot"
)

// proofKeys are the keys by which a server makes and verifies tokens.
func proofKeys(server *snapshot.Server) []snapshot.Key {
	var out []snapshot.Key
	for _, k := range server.Keys {
		if !slices.Contains(cookieKeys, k.ID) {
			out = append(out, k)
		}
	}
	return out
}

// copiesKeys tells that a server has the keys it verifies by from an issuer.
func copiesKeys(server *snapshot.Server) bool {
	return server.Service != "" && !slices.ContainsFunc(server.Keys, func(k snapshot.Key) bool { return k.Signing })
}

// cookieKeys are names of secrets that sign cookies, not tokens.
var cookieKeys = []string{"session-secret"}

// keyName is how a key is called in the picture: by its kid, or by its fingerprint
// where several keys of a server share a name.
func keyName(k snapshot.Key, keys []snapshot.Key) string {
	if k.ID == "jwt-secret" || k.ID == "" {
		return k.Tag + ellipsis
	}
	same := 0
	for _, other := range keys {
		if other.ID == k.ID {
			same++
		}
	}
	if same > 1 {
		return k.Tag + ellipsis
	}
	return safe(k.ID)
}

// keyRows says in at most n rows which keys a server holds and what it may do with
// them; nil if it has none.
func (s *stage) keyRows(server *snapshot.Server, w, n int) [][]run {
	keys := proofKeys(server)
	if len(keys) == 0 {
		return nil
	}
	if others, is := s.otherKey(server); is {
		mine, theirs := keys[0].Tag+ellipsis, others.Tag+ellipsis
		if a, b := keyName(keys[0], keys), keyName(others, nil); a != b && !strings.HasSuffix(a+b, ellipsis) {
			mine, theirs = a, b
		}
		own := words(mine, toneBad)
		return [][]run{fit(w,
			joined(words("key ", toneText), own, words(", the others "+theirs, toneText)),
			joined(words("key ", toneText), own, words(", others "+theirs, toneText)),
			joined(words("key ", toneText), own, words(" not "+theirs, toneText)),
			joined(own, words(" differs", toneText)),
			joined(words("key ", toneText), own),
			own)}
	}
	if len(keys) == 1 {
		return s.markKeys(server, [][]run{s.oneKey(keys[0], toneProve, w)})
	}
	signs, accepts := "", []string{}
	for _, k := range keys {
		if k.Signing || k.Mint && signs == "" {
			signs = keyName(k, keys)
		}
		accepts = append(accepts, keyName(k, keys))
	}
	return s.markKeys(server, s.manyKeys(signs, accepts, toneProve, w, n))
}

// markKeys marks the rows of keys that are others than one step ago.
func (s *stage) markKeys(server *snapshot.Server, rows [][]run) [][]run {
	was := s.serverBefore(server.Name)
	if was == nil || slices.Equal(was.Keys, server.Keys) {
		return rows
	}
	for i := range rows {
		rows[i] = joined([]run{fresh}, rows[i])
	}
	return rows
}

func (s *stage) oneKey(k snapshot.Key, t tone, w int) []run {
	name, use := words(keyName(k, nil), t), ""
	if !k.Mint {
		use = " checks only"
	}
	print := words(" "+k.Tag+ellipsis, toneDim)
	if name[0].text == k.Tag+ellipsis {
		print = nil
	}
	key := words("key ", toneText)
	return fit(w,
		joined(key, name, print, words(use, toneText)),
		joined(key, name, words(use, toneText)),
		joined(key, name, print),
		joined(key, name),
		name)
}

// manyKeys names the key that signs and those that are accepted.
func (s *stage) manyKeys(signs string, accepts []string, t tone, w, n int) [][]run {
	all := words(strings.Join(accepts, " "), t)
	if signs == "" {
		return [][]run{fit(w,
			joined(words("accepts ", toneText), all, words(", signs none", toneDim)),
			joined(words("accepts ", toneText), all), all, words(count(len(accepts), "key"), t))}
	}
	mint := words(signs, t)
	one := joined(words("signs ", toneText), mint, words(", accepts ", toneText), all)
	if width(one) > w && n >= 3 {
		return [][]run{
			fit(w, joined(words("signs ", toneText), mint), mint),
			fit(w, joined(words("accepts ", toneText), all), all, words(count(len(accepts), "key"), t))}
	}
	return [][]run{fit(w, one,
		joined(words("signs ", toneText), mint, words(", takes ", toneText), all),
		joined(mint, words(" takes ", toneText), all),
		joined(words("signs ", toneText), mint, words(" of "+count(len(accepts), "key"), toneDim)),
		joined(words("signs ", toneText), mint),
		mint)}
}

// keyRow is in one row what a server without a memory has instead.
func (s *stage) keyRow(server *snapshot.Server, w int) []run {
	if s.now.Store != nil && s.now.Design == "session" {
		return fit(w-2, words("asks the store", toneDim), words("asks store", toneDim), words("→ store", toneDim))
	}
	long, short := s.ownMemory(server)
	keys := s.keyRows(server, w, 1)
	if keys == nil {
		return fit(w, long, short)
	}
	key, and := keys[0], words(", ", toneDim)
	if answersKept(server, s.now.At) > 0 {
		return fit(w, joined(key, and, long), joined(key, and, short), long, short)
	}
	return fit(w, joined(key, and, long), joined(key, and, short), key)
}

// otherKey answers the key that most servers have and this one has not, if there is one.
func (s *stage) otherKey(server *snapshot.Server) (snapshot.Key, bool) {
	holders := map[string]int{}
	var most snapshot.Key
	for _, other := range s.now.Servers {
		for _, k := range proofKeys(other) {
			holders[k.Tag]++
			if holders[k.Tag] > holders[most.Tag] {
				most = k
			}
		}
	}
	keys := proofKeys(server)
	if 2*holders[most.Tag] <= len(s.now.Servers) || len(keys) == 0 {
		return most, false
	}
	for _, k := range keys {
		if 2*holders[k.Tag] > len(s.now.Servers) {
			return most, false // it shares a key with most
		}
	}
	return most, true
}
