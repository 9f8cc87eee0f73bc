package page

import (
	"cmp"
	"slices"
	"time"

	"authlab/sim/token"
	"authlab/sim/token/inspect"
	"authlab/ui/intent"
	"authlab/ui/pane"
)

// Bindings implements Page.
func (p *Tokens) Bindings() []intent.Binding {
	paste := intent.Binding{Action: intent.Paste, Does: "a token replaces the one here, a key or JSON goes where it belongs", Quiet: true}
	switch {
	case p.drawer != nil:
		return append(p.drawer.bindings(), paste)
	case p.editing:
		return append(p.fieldBindings(), paste)
	}
	return append(p.ownBindings(), paste)
}

// off are the reasons why keys do nothing now, "" for those that work.
type off struct{ token, key, sign, undo, redo, expiry, now string }

func (p *Tokens) off() off {
	var o off
	l := p.look()
	if p.raw == "" {
		o.token = "there is no token yet: paste one, or i makes one"
		o.expiry = o.token
	}
	if len(l.keys.Keys) == 0 {
		o.key = cmp.Or(l.keyError, "there is no key yet: Tab goes to it, Enter takes it")
	}
	o.sign = cmp.Or(o.token, o.key)
	if _, signs := l.signer(); o.sign == "" && !signs {
		o.sign = "this is a public key: it verifies, and only the private one signs"
	}
	if len(p.past) == 0 {
		o.undo = "nothing was changed yet"
	}
	if len(p.future) == 0 {
		o.redo = "nothing was undone"
	}
	if _, ok := l.expiry(); o.expiry == "" && !ok {
		o.expiry = "there is no exp that can be read"
	}
	if p.chosen.IsZero() {
		o.now = "the clock shows now"
	}
	return o
}

// ownBindings are the keys where no field is edited and no drawer is open.
func (p *Tokens) ownBindings() []intent.Binding {
	o, empty := p.off(), p.raw == ""
	wantsKey := !empty && p.look().report.Outcome == inspect.Unverified
	enter := intent.Binding{Action: intent.EditField, Does: "edit the " + p.focus.name()}
	if p.focus == panelStages {
		enter.Does, enter.Off = "show the place", p.noPlace()
	}
	exp, _ := p.look().expiry()
	weak := "allow weak keys"
	if p.weak {
		weak = "refuse weak keys"
	}
	hide := "hide the key"
	if p.hidden {
		hide = "show the key"
	}
	all := []intent.Binding{
		enter,
		{Action: intent.GiveKey, Does: p.keyDoes(), Quiet: !wantsKey || p.focus == panelKey},
		{Action: intent.Focus, Does: "next part"},
		{Action: intent.Generate, Does: "make a token"},
	}
	if empty {
		all = append(all, intent.Binding{Action: intent.Sample, Does: "the sample"})
	}
	all = append(all,
		intent.Binding{Action: intent.Sign, Does: "sign", Off: o.sign},
		intent.Binding{Action: intent.Forgeries, Does: "forge", Off: o.token},
		intent.Binding{Action: intent.Undo, Does: "undo", Off: o.undo},
		intent.Binding{Action: intent.SendToCluster, Does: "to a cluster", Off: p.noSend(o.token)},
		intent.Binding{Action: intent.Copy, Does: "copy the token", Off: p.noCopy(o.token), Quiet: true},
		intent.Binding{Action: intent.AtExpiry, Does: p.moment.expiring(exp), Off: o.expiry},
		intent.Binding{Action: intent.Lifetime, Does: "let it end in an hour", Off: p.noLife(o.token), Quiet: true},
		intent.Binding{Action: intent.NextAlgorithm, Does: "another algorithm for the key", Off: o.key, Quiet: true},
		intent.Binding{Action: intent.WeakKeys, Does: weak, Quiet: true},
		intent.Binding{Action: intent.Pin, Does: p.pinDoes(), Off: p.noPin(), Quiet: true},
		intent.Binding{Action: intent.HideKey, Does: hide, Off: p.noKeyText(), Quiet: true},
		intent.Binding{Action: intent.Goal, Does: p.goalDoes(), Quiet: true},
		intent.Binding{Action: intent.TimeLater, Does: "the clock an hour on", Quiet: true},
		intent.Binding{Action: intent.TimeEarlier, Does: "the clock an hour back", Quiet: true},
		intent.Binding{Action: intent.AtNow, Does: "the clock to now", Off: o.now, Quiet: true},
		intent.Binding{Action: intent.CopyDecoded, Does: "copy the decoded JSON", Off: p.noCopy(p.noDecoded()), Quiet: true},
		intent.Binding{Action: intent.Redo, Does: "redo", Off: o.redo, Quiet: true},
		intent.Binding{Action: intent.Discard, Does: "clear the bench", Off: p.nothing(), Quiet: true},
	)
	p.foremostFirst(all)
	all = append(all, p.moves()...)
	return append(all, intent.Binding{Action: intent.FocusBack, Does: "part before", Quiet: true},
		intent.Binding{Action: intent.Close, Does: "back"})
}

// foremostFirst puts what leads on from the verdict before the rest, so that the footer
// has it however narrow it is.
func (p *Tokens) foremostFirst(all []intent.Binding) {
	foremost := intent.EditField
	switch p.look().report.Outcome {
	case inspect.Unverified:
		foremost = intent.GiveKey
	case inspect.Refused:
		if p.look().report.Stage(inspect.StageSignature).Status == inspect.Failed {
			foremost = intent.Sign
		}
	case inspect.Verified:
		foremost = intent.Forgeries
	}
	if p.raw == "" {
		return
	}
	rank := func(b intent.Binding) int {
		switch b.Action {
		case foremost:
			return 0
		case intent.Generate:
			return 2
		}
		return 1
	}
	slices.SortStableFunc(all, func(a, b intent.Binding) int { return rank(a) - rank(b) })
}

// keyDoes says what comes of asking for a key.
func (p *Tokens) keyDoes() string {
	if p.key == "" {
		return "give a key"
	}
	return "edit the key"
}

// giveKey goes to the key, to write it behind what there is of it.
func (p *Tokens) giveKey() Result {
	p.turn(panelKey - p.focus)
	return p.enter()
}

func (p *Tokens) pinDoes() string {
	if p.want != (wanted{}) {
		return "ask for no issuer, audience and type"
	}
	return "ask for this issuer, audience and type"
}

func (p *Tokens) noPin() string {
	if n := p.look().names(); p.want == (wanted{}) && n == (wanted{}) {
		return "the token names no issuer, audience or type"
	}
	return ""
}

// pin has tokens judged by the names in the one at hand, or no longer.
func (p *Tokens) pin() Result {
	if p.want != (wanted{}) {
		p.want = wanted{}
		return note("any issuer, audience and type will do")
	}
	p.want = p.look().names()
	return note("from now on a token has to name what this one names")
}

func (p *Tokens) noCopy(otherwise string) string {
	if otherwise == "" && p.env.Copy == nil {
		return "there is no clipboard here"
	}
	return otherwise
}

func (p *Tokens) noDecoded() string {
	if p.text(panelHeader) == "" && p.text(panelPayload) == "" {
		return "nothing could be decoded"
	}
	return ""
}

func (p *Tokens) noKeyText() string {
	if p.key == "" {
		return "there is no key yet"
	}
	return ""
}

func (p *Tokens) nothing() string {
	if p.tokenDraft == (tokenDraft{}) {
		return "the bench is empty"
	}
	return ""
}

func (p *Tokens) noLife(otherwise string) string {
	if otherwise == "" && !p.look().lives {
		return "the payload is no JSON object with every name once"
	}
	return otherwise
}

// doKey carries out the keys that are not moves.
func (p *Tokens) doKey(in intent.Intent) Result {
	switch in.Action {
	case intent.EditField:
		return p.enter()
	case intent.GiveKey:
		return p.giveKey()
	case intent.Generate:
		p.drawer = newGenerator(p)
	case intent.Sample:
		return p.sample()
	case intent.Sign:
		return p.sign()
	case intent.Forgeries:
		p.drawer = newForger(p)
	case intent.Undo, intent.Redo:
		p.step(in.Action)
	case intent.Copy:
		return Result{Command: p.env.copied("the token", p.raw)}
	case intent.CopyDecoded:
		return Result{Command: p.env.copied("header and payload", p.text(panelHeader)+"\n"+p.text(panelPayload))}
	case intent.Lifetime:
		return p.live()
	case intent.NextAlgorithm:
		return p.nextAlgorithm()
	case intent.WeakKeys:
		return p.toggleWeak()
	case intent.Pin:
		return p.pin()
	case intent.HideKey:
		p.hidden = !p.hidden
	case intent.Goal:
		if p.wide() {
			p.goal.shown = !p.goal.shown
		} else {
			p.drawer = goalCard{p}
		}
	case intent.TimeLater:
		p.moment.move(time.Hour)
	case intent.TimeEarlier:
		p.moment.move(-time.Hour)
	case intent.AtExpiry:
		exp, _ := p.look().expiry()
		p.moment.expires(exp)
	case intent.AtNow:
		p.chosen = time.Time{}
	case intent.SendToCluster:
		return p.send()
	case intent.Discard:
		p.replace(tokenDraft{})
		p.focus = panelRaw
	case intent.Close:
		return Result{Pop: true}
	}
	return Result{}
}

func (p *Tokens) step(a intent.Action) {
	if a == intent.Undo {
		p.undo()
	} else {
		p.redo()
	}
	p.made = ""
	p.look()
}

// replace puts another draft on the bench, as a step of its own.
func (p *Tokens) replace(next tokenDraft) {
	p.pause()
	p.change("", next)
	p.made = ""
	p.look()
}

// sign puts a new signature behind header and payload as they stand.
func (p *Tokens) sign() Result {
	l := p.look()
	key, _ := l.signer()
	raw, err := token.Resign(l.report.Token, key)
	if err != nil {
		return note("it cannot be signed: " + err.Error())
	}
	next := p.tokenDraft
	next.raw = raw
	p.replace(next)
	p.goal.signed(p)
	if alg := headerAlgorithm(p.look()); alg != key.Algorithm {
		return note("signed with " + key.Algorithm + ", but the header names another algorithm: edit its alg")
	}
	return note("signed with " + key.Algorithm)
}

// headerAlgorithm is what the header says, "" if it says nothing that is text.
func headerAlgorithm(l *looked) string {
	for _, m := range l.part(pane.HeaderSegment).Members {
		if m.Name == "alg" {
			alg, _ := token.Unquote(m.JSON)
			return alg
		}
	}
	return ""
}

// nextAlgorithm makes the key one for the next algorithm that fits its material.
func (p *Tokens) nextAlgorithm() Result {
	all, from := token.Algorithms(), 0
	current := p.look().keys.Keys[0].Algorithm
	for i, a := range all {
		if a.Name == current {
			from = i
		}
	}
	for i := 1; i < len(all); i++ {
		next := p.tokenDraft
		next.algorithm = all[(from+i)%len(all)].Name
		if _, wrong := readKey(next); wrong == "" {
			p.replace(next)
			return note("the key is for " + next.algorithm + " now: " + all[(from+i)%len(all)].Doc)
		}
	}
	return note("this key fits no other algorithm than " + current)
}

func (p *Tokens) toggleWeak() Result {
	p.weak = !p.weak
	if p.weak {
		return note("short keys draw a warning now: such a secret can be guessed")
	}
	return note("short keys are refused again (RFC 7518 §3.2)")
}
