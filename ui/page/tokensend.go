package page

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"authlab/lessons"
	"authlab/sim/cluster"
	"authlab/sim/option"
	"authlab/sim/scenario"
	"authlab/sim/token"
	"authlab/ui/intent"
)

// clusterStart is the time at which every cluster begins.
var clusterStart = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)

// sentServers is the number of servers that the token is put to, each once.
const sentServers = 3

// send opens the lab with a cluster that has the key, and puts the token to its servers
// as mallory's. Nothing of it is written anywhere unless the learner saves the run.
func (p *Tokens) send() Result {
	source, err := p.clusterFor()
	if err != nil {
		return note(err.Error())
	}
	situation, problems := lessons.ReadSituation("", []byte(source))
	if len(problems) > 0 {
		return note("this token or this secret cannot be written as a command of the lab")
	}
	// A lab of its own: the way back is this bench, and its list never holds a secret.
	lab, err := VisitLab(p.env, situation)
	if err != nil {
		return note("the cluster does not start: " + err.Error())
	}
	r := lab.bench.do(intent.Intent{Action: intent.Last})
	r.Push, r.Note = lab, answers(lab.bench)
	if !p.sharesKey() {
		r.Note += "; their key is another"
	}
	return r
}

// answers says what each server made of the token.
func answers(b *bench) string {
	var said []string
	for _, c := range b.run.Results() {
		if c.Exchange != nil {
			said = append(said, fmt.Sprintf("%s says %d", c.Exchange.Server, c.Exchange.Status))
		}
	}
	return "mallory sends it: " + strings.Join(said, ", ")
}

// clusterFor writes the commands: the cluster with the key and the clock of the bench,
// and the token in mallory's hands.
func (p *Tokens) clusterFor() (string, error) {
	l := p.look()
	raw := l.report.Token
	away := p.at().Sub(clusterStart)
	switch {
	case !cluster.CanBeSent(raw):
		return "", errors.New("a token is sent as visible ASCII characters: this one holds others")
	case len(raw) > longestSent:
		return "", fmt.Errorf("the token has %d bytes: a command of the lab takes %d", len(raw), longestSent)
	case away > option.MaxDuration || away < -option.MaxDuration:
		return "", errors.New("the clock is more than ten years from the cluster's")
	}
	settings, about := p.keySettings()
	line := fmt.Sprintf(`cluster servers=%d auth=jwt iss="" aud=""%s`, sentServers, settings)
	for i := range sentServers {
		line += fmt.Sprintf(" s%d.clock=%s", i+1, away)
	}
	commands := []string{"# title: A token from the bench", "# about: " + about, line, "give mallory " + scenario.Pair("token", raw)}
	for range sentServers {
		commands = append(commands, "mallory GET /profile")
	}
	return strings.Join(commands, "\n") + "\n", nil
}

// longestSent leaves room for the rest of a command line.
const longestSent = scenario.MaxLine - 64

// sharesKey tells whether the servers of the lab can be given the key of the bench.
func (p *Tokens) sharesKey() bool {
	keys := p.look().keys.Keys
	if len(keys) == 0 {
		return false
	}
	_, isSecret := keys[0].ForLibrary().([]byte)
	return isSecret && keys[0].Algorithm == token.HS256
}

// keySettings are the key of the bench as keys of the cluster, and what they are in words.
func (p *Tokens) keySettings() (settings, about string) {
	l := p.look()
	if len(l.keys.Keys) == 0 {
		return "", "The servers have a key of their own, and whoever does not know it makes no token for them."
	}
	key := l.keys.Keys[0]
	switch {
	case p.sharesKey():
		secret, _ := key.ForLibrary().([]byte)
		settings = " " + scenario.Pair("jwt-secret", string(secret))
		if key.Weakness() != "" {
			settings = " verifier=" + token.WeakSecret + settings
		}
		return settings, "The servers verify with the secret of the bench and its clock, and check neither iss nor aud."
	case key.Algorithm == token.RS256 || key.Algorithm == token.EdDSA:
		return " alg=" + key.Algorithm, "The servers have a key pair of their own for " + key.Algorithm + ": a key of the bench's that is no secret cannot be given to them."
	}
	return "", "The servers have a secret of their own for HS256: they take no key for " + key.Algorithm + "."
}

// noSend says why the token cannot be sent, or "".
func (p *Tokens) noSend(otherwise string) string {
	l := p.look()
	if otherwise == "" && !p.weak && len(l.keys.Keys) > 0 && l.keys.Keys[0].Weakness() != "" {
		return "no server takes a key that is too short: w allows it"
	}
	return otherwise
}
