package progress

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

func noon() time.Time { return time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC) }

func mustOpen(t *testing.T, dir string) *Store {
	t.Helper()
	s, notice := Open(dir, noon)
	if notice != "" {
		t.Fatal(notice)
	}
	return s
}

func solve(s *Store, item string) {
	s.Update(func(state *State) { state.Record(item, Attempt{Outcome: Solved}) })
}

func solved(s State, item string) bool {
	best, _ := s.Best(item)
	return best.Outcome == Solved
}

func TestProgressOutlivesTheProcess(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "authlab")
	s := mustOpen(t, dir)
	s.Update(func(state *State) {
		state.See("sessions", 2)
		state.Move("sessions", 2, 7)
		state.Record("a", Attempt{Outcome: Right, Confidence: Sure})
	})
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	back := mustOpen(t, dir).State()
	want := Position{At: noon().UnixMilli(), Lesson: "sessions", Page: 2, Step: 7}
	if back.Position != want || !back.Seen("sessions", 2) {
		t.Errorf("read %v", back)
	}
	if best, _ := back.Best("a"); best != (Attempt{At: noon().UnixMilli(), Outcome: Right, Confidence: Sure}) {
		t.Errorf("read %v", best)
	}
	for path, want := range map[string]os.FileMode{dir: 0o700, filepath.Join(dir, "state.json"): 0o600} {
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: %v %v, want %v", path, info.Mode(), err, want)
		}
	}
}

func TestTwoWindowsMerge(t *testing.T) {
	dir := t.TempDir()
	a, b := mustOpen(t, dir), mustOpen(t, dir)
	solve(a, "a")
	solve(b, "b")
	for _, s := range []*Store{a, b} {
		if err := s.Save(); err != nil {
			t.Fatal(err)
		}
	}
	if !solved(b.State(), "a") {
		t.Error("the second window does not learn of the first's result")
	}
	if state := mustOpen(t, dir).State(); !solved(state, "a") || !solved(state, "b") {
		t.Errorf("lost a result: %v", state)
	}
}

func TestNoHomeStillLearns(t *testing.T) {
	s, notice := Open("", noon)
	if notice == "" || s.Kept() {
		t.Error("nobody is told")
	}
	solve(s, "a")
	if err := s.Save(); err != nil || !solved(s.State(), "a") {
		t.Errorf("error %v, state %v", err, s.State())
	}
}

func TestUnchangedIsNotWritten(t *testing.T) {
	dir := t.TempDir()
	s := mustOpen(t, dir)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, "state.json")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("wrote a file without a change: %v", err)
	}
}

// valid is a file with item "old" solved.
func valid(t *testing.T) []byte {
	var s State
	s.Record("old", Attempt{At: 1, Outcome: Solved})
	data, err := encode(s)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestDamagedFilesAreKeptAside(t *testing.T) {
	good := valid(t)
	fixtures := map[string][]byte{
		"empty":       {},
		"NULs":        make([]byte, 100),
		"BOM":         append([]byte("\xef\xbb\xbf"), good...),
		"bad UTF-8":   bytes.Replace(good, []byte("old"), []byte("o\xffd"), 1),
		"wrong types": []byte(`{"version":1,"pages":[]}`),
		"no version":  []byte(`{}`),
		"null":        []byte(`null`),
		"two values":  append(bytes.Clone(good), good...),
		"negative":    []byte(`{"version":1,"pages":{"a":[-1]}}`),
		"stability":   []byte(`{"version":2,"cards":{"a":{"due":1,"last":1,"stability":-1,"difficulty":5,"reps":1}}}`),
		"exam":        []byte(`{"version":2,"sitting":{"at":1,"seed":1,"items":[],"answers":[{"choice":1}]}}`),
		"score":       []byte(`{"version":2,"exam":{"at":1,"right":3,"of":2}}`),
		"outcome":     []byte(`{"version":1,"items":{"a":[{"at":1,"outcome":"great"}]}}`),
		"too large":   append(bytes.Clone(good), bytes.Repeat([]byte(" "), maxSize)...),
	}
	for n := range len(good) - 2 { // without its last brace
		fixtures[fmt.Sprintf("cut at %d", n)] = good[:n]
	}
	for name, data := range fixtures {
		for _, backup := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, backup %v", name, backup), func(t *testing.T) {
				dir := t.TempDir()
				path := filepath.Join(dir, "state.json")
				put(t, path, data)
				if backup {
					put(t, path+".bak", good)
				}
				s, notice := Open(dir, noon)
				if !strings.Contains(string(notice), "damaged") {
					t.Errorf("notice %q", notice)
				}
				if kept, err := os.ReadFile(path + ".corrupt-20260101T120000Z"); err != nil || !bytes.Equal(kept, data) {
					t.Errorf("not kept aside: %v", err)
				}
				if solved(s.State(), "old") != backup {
					t.Errorf("backup %v, read %v", backup, s.State())
				}
				solve(s, "new")
				if err := s.Save(); err != nil {
					t.Fatal(err)
				}
				if state := mustOpen(t, dir).State(); !solved(state, "new") || solved(state, "old") != backup {
					t.Errorf("after a save: %v", state)
				}
			})
		}
	}
}

func TestUpgradeInAnotherWindow(t *testing.T) {
	dir := t.TempDir()
	s := mustOpen(t, dir)
	newer := []byte(`{"version":99}`)
	put(t, filepath.Join(dir, "state.json"), newer)
	solve(s, "a")
	if err := s.Save(); err == nil || !strings.Contains(err.Error(), "newer") {
		t.Errorf("got %v", err)
	}
	if s.Kept() {
		t.Error("still says that results are kept")
	}
	if data, _ := os.ReadFile(filepath.Join(dir, "state.json")); !bytes.Equal(data, newer) {
		t.Errorf("overwritten: %s", data)
	}
}

func put(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(`{"version":1,"position":{"at":1,"lesson":"a","page":1,"step":2},"pages":{"a":[1,0,1]},"items":{"i":[{"at":1,"outcome":"right","confidence":"sure","hints":1}]}}`))
	f.Add([]byte(`{"version":2,"cards":{"i":{"due":5,"last":1,"stability":1.5,"difficulty":5,"reps":2,"lapses":1}},"sitting":{"at":1,"seed":7,"items":["i"],"answers":[{"choice":1,"right":true}]},"exam":{"at":1,"right":1,"of":2},"tests":{"a":{"at":1,"right":2,"of":2,"passed":true}}}`))
	f.Add([]byte(`{"version":3}`))
	f.Add([]byte(`[`))
	f.Fuzz(func(t *testing.T, data []byte) {
		state, err := decode(data)
		if err != nil {
			if !errors.Is(err, errDamaged) && !errors.Is(err, errNewer) {
				t.Fatalf("unclassified: %v", err)
			}
			return
		}
		encoded, err := encode(state)
		if err != nil {
			return // too large once indented
		}
		if _, err := decode(encoded); err != nil {
			t.Fatalf("what was read cannot be written and read again: %v", err)
		}
	})
}

// during is a disk on which something happens before a file is put in its place.
type during struct {
	disk
	rename func()
}

func (d during) Rename(from, to string) error {
	d.rename()
	return d.disk.Rename(from, to)
}

func TestWhatIsAnsweredDuringASaveIsSavedNext(t *testing.T) {
	dir := t.TempDir()
	var s *Store
	meanwhile := func() { solve(s, "late") }
	s, _ = open(during{rename: func() { meanwhile() }}, dir, noon)
	solve(s, "early")
	if err := s.Save(); err != nil {
		t.Fatal(err)
	}
	meanwhile = func() {}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if state := mustOpen(t, dir).State(); !solved(state, "early") || !solved(state, "late") {
		t.Errorf("lost a result: %v", state)
	}
}

// spy is a disk that notes in which order a file is written.
type spy struct {
	disk
	deeds *[]string
}

type spiedFile struct {
	temporary
	deeds *[]string
}

func (s spy) Create(path string) (temporary, error) {
	f, err := s.disk.Create(path)
	return spiedFile{f, s.deeds}, err
}

func (s spy) Rename(from, to string) error {
	*s.deeds = append(*s.deeds, "rename")
	return s.disk.Rename(from, to)
}

func (s spy) SyncDirectory(dir string) error {
	*s.deeds = append(*s.deeds, "sync directory")
	return s.disk.SyncDirectory(dir)
}

func (f spiedFile) Write(data []byte) (int, error) {
	*f.deeds = append(*f.deeds, "write")
	return f.temporary.Write(data)
}

func (f spiedFile) Sync() error {
	*f.deeds = append(*f.deeds, "sync")
	return f.temporary.Sync()
}

func (f spiedFile) Close() error {
	*f.deeds = append(*f.deeds, "close")
	return f.temporary.Close()
}

// TestAFileIsOnTheDiskBeforeItHasItsName: else a power cut could leave an empty one.
func TestAFileIsOnTheDiskBeforeItHasItsName(t *testing.T) {
	var deeds []string
	s, _ := open(spy{deeds: &deeds}, t.TempDir(), noon)
	solve(s, "a")
	if err := s.Save(); err != nil {
		t.Fatal(err)
	}
	if want := []string{"write", "sync", "close", "rename", "sync directory"}; !slices.Equal(deeds, want) {
		t.Errorf("%v, want %v", deeds, want)
	}
}
