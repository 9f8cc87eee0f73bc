package progress

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"sync"
	"time"
)

// Notice is something the learner must be told about the progress file; "" if
// all is well.
type Notice string

// Store holds the state and keeps it in a file. Its methods may be called from
// several goroutines.
type Store struct {
	clock func() time.Time
	vault *vault // nil where nothing can be kept

	saving sync.Mutex // one save at a time
	mu     sync.Mutex // guards what follows; never held during file operations
	state  State
	edits  int // counts updates
	saved  int // edits that are in the file
}

// Open reads the progress kept in dir, "" for none. It always returns a store
// one can learn with; the notice says what was wrong with the file and whether
// results outlive this process.
func Open(dir string, clock func() time.Time) (*Store, Notice) {
	return open(disk{}, dir, clock)
}

func open(files files, dir string, clock func() time.Time) (*Store, Notice) {
	s := &Store{clock: clock}
	if dir == "" {
		return s, "Progress is kept only until you leave: there is no home directory. --state-dir names a place for it."
	}
	v := &vault{files: files, dir: dir, clock: clock}
	state, aside, err := v.open()
	s.state = state
	if err != nil {
		return s, Notice(fmt.Sprintf("Progress is kept only until you leave: %s.", reason(err)))
	}
	s.vault = v
	return s, aside
}

// State is what is remembered now. It must not be changed.
func (s *Store) State() State {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.state
}

// Kept tells whether results outlive this process.
func (s *Store) Kept() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.vault != nil
}

// Update changes the state in memory. Attempts and positions without a time get
// the present one. Follow it by Save.
func (s *Store) Update(change func(*State)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	next := s.state.Clone()
	change(&next)
	next.stamp(s.clock().UnixMilli())
	s.state = next
	s.edits++
}

// Now is the time by which the store stamps, in Unix milliseconds.
func (s *Store) Now() int64 { return s.clock().UnixMilli() }

func (s *State) stamp(now int64) {
	if len(s.Sitting.Items) > 0 && s.Sitting.At == 0 {
		s.Sitting.At = now
	}
	if s.Exam.Of > 0 && s.Exam.At == 0 {
		s.Exam.At = now
	}
	for lesson, score := range s.Tests {
		if score.At == 0 {
			score.At = now
			s.Tests[lesson] = score
		}
	}
	if s.Position != (Position{}) && s.Position.At == 0 {
		s.Position.At = now
	}
	for item, attempts := range s.Items {
		var stamped []Attempt
		for _, a := range attempts {
			if a.At == 0 {
				a.At = now
			}
			stamped = append(stamped, a)
		}
		s.Items[item] = join(nil, stamped)
	}
}

// Save writes what has changed, joined with what other processes have written
// meanwhile. It takes milliseconds, up to two seconds where another process holds
// the lock: call it outside the event loop. After an error the old file is as it
// was and the next Save tries again. Where nothing is kept it does nothing.
func (s *Store) Save() error {
	s.saving.Lock()
	defer s.saving.Unlock()

	s.mu.Lock()
	vault, state, edits := s.vault, s.state, s.edits
	unchanged := s.saved == edits
	s.mu.Unlock()
	if vault == nil || unchanged {
		return nil
	}
	merged, aside, err := vault.save(state)

	s.mu.Lock()
	defer s.mu.Unlock()
	if err != nil {
		if errors.Is(err, errNewer) {
			s.vault = nil
		}
		return fmt.Errorf("progress is not saved: %s", reason(err))
	}
	s.state = Merge(s.state, merged)
	s.saved = edits
	if aside != "" {
		return errors.New(string(aside))
	}
	return nil
}

// Close saves what is not saved yet.
func (s *Store) Close() error { return s.Save() }

// reason words an error without the name of the system call.
func reason(err error) string {
	var path *fs.PathError
	if errors.As(err, &path) {
		return fmt.Sprintf("%s: %v", filepath.Clean(path.Path), path.Err)
	}
	return err.Error()
}
