package page

import (
	"slices"
	"strconv"
	"strings"

	"authlab/sim/cluster"
	"authlab/sim/option"
	"authlab/sim/scenario"
	"authlab/ui/intent"
)

// knobs lists the keys of the cluster with their present values. A value is chosen
// or typed first, and set by one command.
type knobs struct {
	bench *bench
	// server is whose values are shown: "" for all servers alike.
	server   string
	keys     []option.Key
	selected int
	top      int
	// chosen is the value that Enter would set, "" for the present one.
	chosen string
	// typing tells that value takes letters, finding that search does.
	typing, finding bool
	value, search   line
	wrong           *scenario.Error
}

func newKnobs(b *bench) *knobs {
	k := &knobs{bench: b}
	k.filter()
	return k
}

// filter keeps the keys that hold what is searched for and can differ where one
// server is looked at.
func (k *knobs) filter() {
	kept := k.key().Name
	words := strings.Fields(strings.ToLower(k.search.String()))
	k.keys = k.keys[:0:0]
	for _, key := range cluster.Keys {
		all := strings.ToLower(key.Name + " " + key.Group + " " + key.Doc + " " + strings.Join(key.Values, " "))
		match := key.PerServer || k.server == ""
		for _, w := range words {
			match = match && strings.Contains(all, w)
		}
		if match {
			k.keys = append(k.keys, key)
		}
	}
	k.selected = max(slices.IndexFunc(k.keys, func(key option.Key) bool { return key.Name == kept }), 0)
	k.chosen, k.wrong = "", nil
}

// key is the one marked, the zero key where none is shown.
func (k *knobs) key() option.Key {
	if k.selected >= len(k.keys) {
		return option.Key{}
	}
	return k.keys[k.selected]
}

// name is how the command names a key: with the server in front where one is looked at.
func (k *knobs) name(key option.Key) string {
	if k.server != "" {
		return k.server + "." + key.Name
	}
	return key.Name
}

func (k *knobs) present(key option.Key) string { return k.presentIn(k.bench.run.Config(), key) }

func (k *knobs) presentIn(config *cluster.Config, key option.Key) string {
	value, _ := config.Get(k.name(key))
	return value
}

func (k *knobs) title() string {
	if k.server != "" {
		return "knobs of " + k.server
	}
	return "knobs"
}

// steps are the values that left and right go through, nil where a value is typed.
func steps(key option.Key) []string {
	switch {
	case len(key.Values) > 0:
		return key.Values
	case key.Form == "true|false":
		return []string{"false", "true"}
	}
	low, high, isRange := strings.Cut(key.Form, "-")
	from, err := strconv.Atoi(low)
	to, err2 := strconv.Atoi(high)
	if !isRange || err != nil || err2 != nil || to-from > mostSteps {
		return nil
	}
	var all []string
	for n := from; n <= to; n++ {
		all = append(all, strconv.Itoa(n))
	}
	return all
}

// mostSteps bounds what is chosen by arrows; larger ranges are typed.
const mostSteps = 64

func (k *knobs) bindings() []intent.Binding {
	switch {
	case k.typing:
		all := k.value.bindings("set it")
		all[1].Does = "leave it as it is"
		return all
	case k.finding:
		all := k.search.bindings("done")
		all[0].Off = ""
		all[1].Does = "show all"
		return all
	}
	key := k.key()
	none, up, down := "", "", ""
	if len(k.keys) == 0 {
		none = "no knob matches"
	}
	if k.selected == 0 {
		up = "this is the first knob"
	}
	if k.selected >= len(k.keys)-1 {
		down = "this is the last knob"
	}
	values, does, lower, raise := steps(key), "type a value", "", ""
	at := slices.Index(values, k.shown(key))
	switch {
	case none != "":
		lower, raise = none, none
	case values == nil:
		lower, raise = "Enter types a value", "Enter types a value"
	case at == 0:
		lower = "this is the first value"
	}
	if values != nil {
		does = "set " + k.chosen
		if at == len(values)-1 {
			raise = "this is the last value"
		}
		if k.chosen == "" {
			does = "type a value"
		}
	}
	return []intent.Binding{
		{Action: intent.Down, Does: "next knob", Off: down},
		{Action: intent.Up, Does: "knob before", Off: up, Quiet: true},
		{Action: intent.Raise, Does: "next value", Off: raise},
		{Action: intent.Lower, Does: "value before", Off: lower, Quiet: true},
		{Action: intent.Open, Does: does, Off: none},
		{Action: intent.Find, Does: "find"},
		{Action: intent.Focus, Does: k.nextServerDoes()},
		{Action: intent.Undo, Does: "undo", Off: k.bench.noUndo()},
		{Action: intent.Redo, Does: "redo", Off: k.bench.noRedo(), Quiet: true},
		{Action: intent.PageDown, Does: "further down", Off: down, Quiet: true},
		{Action: intent.PageUp, Does: "further up", Off: up, Quiet: true},
		{Action: intent.Close, Does: "close"},
		{Action: intent.Knobs, Does: "close", Quiet: true},
	}
}

// nextServer is whose values Tab shows next.
func (k *knobs) nextServer() string {
	servers := k.bench.names().Servers
	at := slices.Index(servers, k.server) + 1
	if at == len(servers) {
		return ""
	}
	return servers[at]
}

func (k *knobs) nextServerDoes() string {
	if next := k.nextServer(); next != "" {
		return "those of " + next
	}
	return "those of all"
}

// shown is the value at a key: the one chosen at the mark, else the present one.
func (k *knobs) shown(key option.Key) string {
	if k.chosen != "" && key.Name == k.key().Name {
		return k.chosen
	}
	return k.present(key)
}

func (k *knobs) do(in intent.Intent) (Result, bool) {
	switch {
	case k.typing:
		return k.doTyping(in), false
	case k.finding:
		k.doFinding(in)
		return Result{}, false
	}
	k.wrong = nil
	switch in.Action {
	case intent.Close, intent.Knobs:
		return Result{}, true
	case intent.Down:
		k.move(1)
	case intent.Up:
		k.move(-1)
	case intent.PageDown:
		k.move(inspectorScreen)
	case intent.PageUp:
		k.move(-inspectorScreen)
	case intent.Raise:
		k.turn(1)
	case intent.Lower:
		k.turn(-1)
	case intent.Find:
		k.finding = true
	case intent.Focus:
		k.server = k.nextServer()
		k.filter()
	case intent.Undo:
		k.chosen = ""
		return k.bench.undo(), false
	case intent.Redo:
		k.chosen = ""
		return k.bench.redo(), false
	case intent.Open:
		if k.chosen != "" {
			return k.set(k.chosen), false
		}
		k.typing = true
		k.value.set(k.present(k.key()))
	}
	return Result{}, false
}

func (k *knobs) move(by int) {
	k.selected = max(min(k.selected+by, len(k.keys)-1), 0)
	k.chosen = ""
}

// turn chooses another value without setting it.
func (k *knobs) turn(by int) {
	values := steps(k.key())
	at := slices.Index(values, k.shown(k.key()))
	k.chosen = values[max(min(at+by, len(values)-1), 0)]
	if k.chosen == k.present(k.key()) {
		k.chosen = ""
	}
}

func (k *knobs) doTyping(in intent.Intent) Result {
	switch in.Action {
	case intent.Submit:
		if k.unchanged() {
			k.typing, k.wrong = false, nil
			return Result{}
		}
		return k.set(strings.TrimSpace(k.value.String()))
	case intent.Cancel:
		k.typing, k.wrong = false, nil
	default:
		if k.value.edit(in) {
			k.wrong = nil
		}
	}
	return Result{}
}

// unchanged tells that what is typed is the value that the key has already.
func (k *knobs) unchanged() bool {
	return k.typing && strings.TrimSpace(k.value.String()) == k.present(k.key())
}

func (k *knobs) doFinding(in intent.Intent) {
	switch in.Action {
	case intent.Submit:
		k.finding = false
	case intent.Cancel:
		k.finding = false
		k.search.clear()
		k.filter()
	default:
		if k.search.edit(in) {
			k.filter()
		}
	}
}

// set gives the marked key a value, by the command that would be typed for it.
func (k *knobs) set(value string) Result {
	command := k.command(value)
	b := k.bench
	was := b.reached
	said := command
	if k.key().Fixed && !strings.HasPrefix(command, "scale ") {
		k.wrong = b.restart(command)
		said = "A new cluster has run the same commands; u goes back to the one before."
	} else {
		past, futures := !b.atEnd(), len(b.run.Branches())
		k.wrong = b.execute(command)
		if past && len(b.run.Branches()) > futures {
			said += ": a new branch, and the old future is kept"
		}
	}
	if k.wrong != nil {
		return Result{}
	}
	k.typing, k.chosen = false, ""
	return b.congratulate(was, b.tell(note(said)))
}

// command is what sets the marked key: set, scale for the number of servers, and a new
// cluster line for what cannot change while the cluster runs.
func (k *knobs) command(value string) string {
	key := k.key()
	word := scenario.Pair(k.name(key), value)
	switch {
	case key.Name == "servers":
		return "scale " + value
	case key.Fixed:
		return k.clusterLine(key.Name, value)
	}
	return "set " + word
}

// clusterLine is the one the run began with, with one key changed.
func (k *knobs) clusterLine(name, value string) string {
	began := scenario.ConfigAfter([]scenario.Command{k.bench.run.Results()[0].Command})
	words := []string{"cluster"}
	for _, key := range cluster.Keys {
		now, _ := began.Get(key.Name)
		if key.Name == name {
			now = value
		}
		if now != key.Default {
			words = append(words, scenario.Pair(key.Name, now))
		}
		for i := range began.Servers {
			server := "s" + strconv.Itoa(i+1)
			if own, differs := began.Per[server][key.Name]; differs {
				words = append(words, scenario.Pair(server+"."+key.Name, own))
			}
		}
	}
	return strings.Join(words, " ")
}
