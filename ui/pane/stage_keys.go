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
	if others := s.otherKey(server); others != "" {
		mine := words(keys[0].Tag+ellipsis, toneBad)
		return [][]run{fit(w,
			joined(words("key ", toneText), mine, words(", the others "+others+ellipsis, toneText)),
			joined(words("key ", toneText), mine, words(" not "+others+ellipsis, toneText)),
			joined(mine, words(" differs", toneText)),
			joined(words("key ", toneText), mine),
			mine)}
	}
	tone := toneProve
	if was := s.serverBefore(server.Name); was != nil && !slices.Equal(was.Keys, server.Keys) {
		tone = toneChanged
	}
	if len(keys) == 1 {
		return [][]run{s.oneKey(keys[0], tone, w)}
	}
	signs, accepts := "", []string{}
	for _, k := range keys {
		if k.Signing || k.Mint && signs == "" {
			signs = keyName(k, keys)
		}
		accepts = append(accepts, keyName(k, keys))
	}
	return s.manyKeys(signs, accepts, tone, w, n)
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
		return fit(w, words("asks the store", toneDim), words("asks store", toneDim), words("→ store", toneDim))
	}
	keys := s.keyRows(server, w, 1)
	if keys == nil {
		return fit(w, words("remembers nobody", toneDim), words("no memory", toneDim))
	}
	key := keys[0]
	return fit(w, joined(key, words(", remembers nobody", toneDim)), joined(key, words(", no memory", toneDim)), key)
}

// otherKey answers the fingerprint that most servers have where this one has none
// of their keys, else "".
func (s *stage) otherKey(server *snapshot.Server) string {
	holders := map[string]int{}
	most := ""
	for _, other := range s.now.Servers {
		for i, k := range proofKeys(other) {
			if i == 0 {
				holders[k.Tag]++
			}
			if holders[k.Tag] > holders[most] {
				most = k.Tag
			}
		}
	}
	if 2*holders[most] <= len(s.now.Servers) {
		return ""
	}
	keys := proofKeys(server)
	if len(keys) == 0 || slices.ContainsFunc(keys, func(k snapshot.Key) bool { return k.Tag == most }) {
		return ""
	}
	return most
}
