package compare

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"authlab/sim/scenario"
)

var four = []Design{
	{"local session", "auth=session store=memory balancer=sticky"},
	{"shared session", "auth=session store=redis"},
	{"JWT", "auth=jwt access-ttl=5m"},
	{"stateful JWT", "auth=stateful-jwt store=redis"},
}

const day = `alice POST /login
bob POST /login
alice GET /profile
bob GET /profile
copy alice as loot
alice POST /logout
mallory GET /profile with=loot
alice POST /login
`

func compared(t testing.TB, script string, designs ...Design) *Comparison {
	c, err := New("test", script, designs)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

func TestTheFirstDivergenceIsFound(t *testing.T) {
	c := compared(t, day, four...)
	if c.Divergence != 6 || c.Rows[6].Text != "mallory GET /profile with=loot" {
		t.Fatalf("row %d", c.Divergence)
	}
	for lane, want := range []int{401, 401, 200, 401} {
		if got := c.Rows[6].Cells[lane].Exchange.Status; got != want {
			t.Errorf("%s answers %d, want %d", four[lane].Title, got, want)
		}
	}
	for lane, want := range []string{"in its own memory and found nothing", "in the shared store and found nothing", "verifies the signature", "there is no such row"} {
		if got := c.Lanes[lane].Explain(c.Rows[6].Cells[lane]); !strings.Contains(got, want) {
			t.Errorf("%s explains %q, want %q in it", four[lane].Title, got, want)
		}
	}
	if c := compared(t, "alice POST /login\nalice GET /profile\n", four...); c.Divergence != -1 {
		t.Errorf("no divergence expected, found row %d", c.Divergence)
	}
}

func TestLedger(t *testing.T) {
	ledger := map[string][]string{}
	for _, f := range compared(t, day, four...).Ledger() {
		var texts []string
		for _, v := range f.Values {
			texts = append(texts, v.Text)
		}
		ledger[f.Name] = texts
	}
	for name, want := range map[string][]string{
		"store-reads":   {"0", "4", "0", "4"},
		"without-store": {"-", "503", "-", "503"},
		// Of alice and bob one each sits on two of the three servers.
		"lost-with-server": {"0.7", "0", "0", "0"},
		// The token was issued in the second of its login and lives five minutes from there.
		"exposure":   {"0", "0", "300", "0"},
		"signatures": {"0", "0", "3", "3"},
	} {
		if !reflect.DeepEqual(ledger[name], want) {
			t.Errorf("%s: %v, want %v", name, ledger[name], want)
		}
	}
	for _, name := range []string{"credential-bytes", "server-memory", "store-memory"} {
		if len(ledger[name]) != len(four) {
			t.Errorf("no %s", name)
		}
	}
}

// A server that keeps the store's answers honours a copy that it has seen for as long as
// it keeps them, whichever server did the logout.
func TestACachedAnswerOutlivesTheLogout(t *testing.T) {
	designs := []Design{
		{"asked", "auth=stateful-jwt store=redis"},
		{"cached", "auth=stateful-jwt store=redis cache=30s"},
		{"one server", "auth=stateful-jwt store=redis cache=30s servers=1"},
		{"denylist", "auth=stateful-jwt check=denylist store=redis cache=2m"},
	}
	c := compared(t, "alice POST /login\nalice GET /profile\n", designs...)
	// The only server carries the logout out itself, and forgets what it had cached.
	for i, v := range figure(t, c, "exposure").Values {
		if want := []string{"0", "30", "0", "120"}[i]; v.Text != want {
			t.Errorf("%s: a copy outlives the logout by %s s, want %s", designs[i].Title, v.Text, want)
		}
	}
	// By hand: the copy is shown to all three, alice logs out at one of them, and the
	// others go on for 30 s.
	script := "alice POST /login\nalice GET /profile\ncopy alice as loot\n" + strings.Repeat("mallory GET /profile with=loot\n", 3) +
		"alice POST /logout\nwait 29s\n" + strings.Repeat("mallory GET /profile with=loot\n", 3) + "wait 1s\n" + strings.Repeat("mallory GET /profile with=loot\n", 3)
	var late []int
	for _, row := range compared(t, script, designs[:2]...).Rows[8:] {
		if x := row.Cells[1].Exchange; x != nil {
			late = append(late, x.Status)
		}
	}
	if n := len(slices.DeleteFunc(slices.Clone(late[:3]), func(s int) bool { return s != 200 })); n != 2 || slices.Contains(late[3:], 200) {
		t.Errorf("after 29 s and after 30 s: %v", late)
	}
}

// The cookie by which a balancer finds the server again is part of a request's price, and
// no credential by itself.
func TestTheCredentialIsWhatLetsSomebodyIn(t *testing.T) {
	c := compared(t, "alice POST /login\nalice GET /profile\nalice POST /logout\nalice GET /profile\nalice GET /public\n",
		Design{"turns", "auth=session store=redis"}, Design{"sticky", "auth=session store=redis balancer=sticky"})
	for lane, v := range figure(t, c, "credential-bytes").Values {
		if want := c.Rows[1].Cells[lane].Exchange.CredentialBytes; int(v.Number) != want {
			t.Errorf("%s: %s bytes, the profile was asked for with %d", c.Lanes[lane].Design.Title, v.Text, want)
		}
	}
}

func figure(t testing.TB, c *Comparison, name string) Figure {
	t.Helper()
	for _, f := range c.Ledger() {
		if f.Name == name {
			return f
		}
	}
	t.Fatal("no " + name)
	return Figure{}
}

// TestAnExperimentLeavesNoTrace counts twice.
func TestAnExperimentLeavesNoTrace(t *testing.T) {
	c := compared(t, day, four...)
	if first := c.Ledger(); !reflect.DeepEqual(first, c.Ledger()) {
		t.Error("the second ledger differs from the first")
	}
}

func TestWhatADesignCannotDoIsSaid(t *testing.T) {
	c := compared(t, "alice POST /login\nkill store\nalice GET /profile\n", four[0], four[1])
	kill := c.Rows[1]
	if kill.Cells[0].Refused == "" || kill.Cells[1].Refused != "" || c.Divergence != 2 {
		t.Fatalf("%+v, divergence at %d", kill, c.Divergence)
	}
	if last := c.Rows[2]; last.Cells[0].Exchange.Status != 200 || last.Cells[1].Exchange.Status != 503 {
		t.Error("the commands behind it went on wrongly")
	}
}

// An expectation need not hold in every design.
func TestWhatIsExpectedIsJudgedInEachDesign(t *testing.T) {
	c := compared(t, "alice POST /login\nkill store\nalice GET /profile => 401\nexpect logins=1 store-reads>0\n", four[0], four[1])
	for row, want := range [][]string{{"", ""}, {"", ""}, {"200", "503"}, {"store-reads=0", "store-reads=0"}} {
		for lane, cell := range c.Rows[row].Cells {
			if !strings.Contains(cell.Failed, want[lane]) || (cell.Failed == "") != (want[lane] == "") {
				t.Errorf("%s in %s: observed %q, want %q", c.Rows[row].Text, four[lane].Title, cell.Failed, want[lane])
			}
		}
	}
}

func TestAnEmptyScriptComparesNothing(t *testing.T) {
	for _, script := range []string{"", "# nothing\n\n"} {
		if _, err := New("mine", script, four); err == nil || !strings.Contains(err.Error(), "no command") {
			t.Errorf("%q: %v", script, err)
		}
	}
}

func TestMistakesKeepTheirPlace(t *testing.T) {
	_, err := New("mine", "alice POST /login\nalice FETCH /profile\n", four)
	var e *scenario.Error
	if !errors.As(err, &e) || e.Line != 2 || e.File != "mine" {
		t.Errorf("%v", err)
	}
	for _, designs := range [][]Design{four[:1], append(four[:4:4], four[0]), {four[0], {"odd", "auth=session\nkill s1"}}, {four[0], {"odd", "auth=nonsense"}}} {
		if _, err := New("mine", day, designs); err == nil {
			t.Errorf("%v is taken", designs)
		}
	}
	if _, err := New("mine", day, []Design{four[0], {"odd one", "auth=nonsense"}}); err == nil || !strings.Contains(err.Error(), "odd one") {
		t.Errorf("%v does not name the design", err)
	}
}

// TestALaneIsAnOrdinaryRun compares every lane with the scenario run alone.
func TestALaneIsAnOrdinaryRun(t *testing.T) {
	deeds := strings.Split(strings.TrimSpace(day), "\n")
	rapid.Check(t, func(t *rapid.T) {
		script := strings.Join(append(deeds[:5:5], rapid.SliceOfN(rapid.SampledFrom(append(deeds, "wait 1m", "kill s1", "start s1")), 0, 8).Draw(t, "deeds")...), "\n") + "\n"
		c, err := New("test", script, four)
		if err != nil {
			t.Skip(err)
		}
		defer c.Close()
		for i, d := range four {
			parsed, mistakes := scenario.Parse("test", []byte("cluster "+d.Settings+"\n"+script))
			if mistakes != nil {
				t.Fatal(mistakes[0])
			}
			alone := scenario.Run(parsed, scenario.Options{})
			defer alone.World.Close()
			for n, done := range alone.Commands {
				if done.Exchange == nil || n == 0 {
					continue
				}
				if got := c.Rows[n-1].Cells[i].Exchange; got == nil || got.Status != done.Exchange.Status || got.Server != done.Exchange.Server {
					t.Fatalf("%s, %s: %+v, alone %+v", d.Title, done.Command.Text, got, done.Exchange)
				}
			}
		}
	})
}

// TestPresets runs every ready-made script through every design. Each script parts some
// designs, or else it would show nothing.
func TestPresets(t *testing.T) {
	var all []Design
	for _, p := range Presets() {
		all = append(all, p.Design)
		if d, ok := FindDesign(p.Name); !ok || d != p.Design {
			t.Errorf("%s is not found", p.Name)
		}
	}
	for _, s := range Scripts() {
		parts := false
		for i := 0; i < len(all); i += MaxLanes - 1 {
			designs := append([]Design{all[2]}, all[i:min(i+MaxLanes-1, len(all))]...)
			c := compared(t, s.Text, designs...)
			parts = parts || c.Divergence >= 0
			for _, row := range c.Rows {
				for n, cell := range row.Cells {
					if cell.Refused != "" && !strings.Contains(row.Text, " store") {
						t.Errorf("%s: %s: %s cannot: %s", s.Name, row.Text, designs[n].Title, cell.Refused)
					}
				}
			}
		}
		if !parts {
			t.Errorf("%s parts no designs", s.Name)
		}
	}
	if _, ok := FindDesign("nothing"); ok {
		t.Error("an unknown name is found")
	}
}

func TestOnly(t *testing.T) {
	ledger := compared(t, day, four...).Ledger()
	few := Only(ledger, []string{"exposure", "store-reads"})
	if len(few) != 2 || few[0].Name != "store-reads" || len(Only(ledger, nil)) != len(ledger) {
		t.Errorf("%+v", few)
	}
	for _, f := range ledger {
		if !slices.Contains(FigureNames(), f.Name) {
			t.Errorf("%s has no name in the list", f.Name)
		}
	}
}
