package progress

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"unicode/utf8"
)

// formatVersion is the version of the file this program writes. It grows with
// every change that an older program could not keep. Version 1 had no cards, exams and
// tests.
const formatVersion = 2

// maxSize bounds the file, in bytes.
const maxSize = 1 << 20

var (
	errNewer   = errors.New("written by a newer version of authlab")
	errDamaged = errors.New("damaged")
)

// file is the layout of state.json.
type file struct {
	Version  int                  `json:"version"`
	Position Position             `json:"position"`
	Pages    map[string][]int     `json:"pages"`
	Items    map[string][]Attempt `json:"items"`
	Cards    map[string]Card      `json:"cards,omitempty"`
	Sitting  *Sitting             `json:"sitting,omitempty"`
	Exam     *Score               `json:"exam,omitempty"`
	Tests    map[string]Score     `json:"tests,omitempty"`
}

func encode(s State) ([]byte, error) {
	f := file{Version: formatVersion, Position: s.Position, Pages: s.Pages, Items: s.Items, Cards: s.Cards, Tests: s.Tests}
	if s.Sitting.At != 0 {
		f.Sitting = &s.Sitting
	}
	if s.Exam != (Score{}) {
		f.Exam = &s.Exam
	}
	data, err := json.MarshalIndent(f, "", " ")
	if err != nil {
		return nil, err
	}
	if len(data) >= maxSize {
		return nil, fmt.Errorf("progress would take more than %d bytes", maxSize)
	}
	return append(data, '\n'), nil
}

// decode reads a state. The error wraps errNewer or errDamaged.
func decode(data []byte) (State, error) {
	if len(data) > maxSize {
		return State{}, fmt.Errorf("%w: more than %d bytes", errDamaged, maxSize)
	}
	if !utf8.Valid(data) {
		return State{}, fmt.Errorf("%w: not UTF-8", errDamaged)
	}
	var head struct {
		Version int `json:"version"`
	}
	if err := decodeOne(data, &head); err != nil {
		return State{}, fmt.Errorf("%w: %v", errDamaged, err)
	}
	if head.Version > formatVersion {
		return State{}, errNewer
	}
	var f file
	if err := decodeOne(data, &f); err != nil {
		return State{}, fmt.Errorf("%w: %v", errDamaged, err)
	}
	if err := f.check(); err != nil {
		return State{}, fmt.Errorf("%w: %v", errDamaged, err)
	}
	s := State{Position: f.Position, Pages: f.Pages, Items: f.Items, Cards: f.Cards, Tests: f.Tests}
	if f.Sitting != nil {
		s.Sitting = *f.Sitting
	}
	if f.Exam != nil {
		s.Exam = *f.Exam
	}
	return Merge(State{}, s), nil // sorted, without repetitions
}

func decodeOne(data []byte, to any) error {
	decoder := json.NewDecoder(bytes.NewReader(data))
	if err := decoder.Decode(to); err != nil {
		return err
	}
	if _, err := decoder.Token(); err != io.EOF {
		return errors.New("more than one value")
	}
	return nil
}

func (f file) check() error {
	if f.Version < 1 {
		return errors.New("no version")
	}
	if f.Position.Page < 0 || f.Position.Step < 0 {
		return errors.New("a negative position")
	}
	for _, pages := range f.Pages {
		if slices.ContainsFunc(pages, func(page int) bool { return page < 0 }) {
			return errors.New("a negative page")
		}
	}
	for _, attempts := range f.Items {
		for _, a := range attempts {
			if a.Outcome.rank() < 0 || a.Confidence.rank() < 0 || a.Hints < 0 || a.Choice < 0 {
				return errors.New("an unknown outcome")
			}
		}
	}
	return f.checkTests()
}

// checkTests looks at what version 2 has added.
func (f file) checkTests() error {
	for _, c := range f.Cards {
		if err := c.check(); err != nil {
			return err
		}
	}
	for _, score := range f.Tests {
		if err := score.check(); err != nil {
			return err
		}
	}
	if f.Exam != nil {
		if err := f.Exam.check(); err != nil {
			return err
		}
	}
	if f.Sitting != nil {
		return f.Sitting.check()
	}
	return nil
}
