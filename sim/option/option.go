// Package option declares the cluster's keys. A package that obeys a key
// declares it, with its values, its default and its meaning; the scenario
// language, its help and its error messages are made from these declarations.
package option

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Key is one documented key of the cluster line.
type Key struct {
	Name    string
	Group   string   // heading in the help: "cluster", "session", "balancer"…
	Values  []string // the allowed words of an enumeration, or words worth suggesting; nil otherwise
	Form    string   // "1-8", "duration", "true|false", "text": what may stand behind the =
	Default string   // as it would be written
	Doc     string   // one sentence
	// PerServer allows s2.NAME=value.
	PerServer bool
	// Fixed keys cannot be changed by `set` in a running cluster.
	Fixed bool
}

// Table binds the keys of one package to the fields of its options struct.
type Table[T any] struct {
	Group   string
	entries []entry[T]
}

type entry[T any] struct {
	key Key
	set func(*T, string) error
	get func(*T) string
}

// Error says what is wrong with a value, and what would be right.
type Error struct {
	Key, Value, Want string
}

func (e *Error) Error() string {
	return fmt.Sprintf("%s=%s: want %s", e.Key, e.Value, e.Want)
}

// Mark changes a key's flags while it is declared.
type Mark func(*Key)

// PerServer allows s2.NAME=value.
func PerServer(k *Key) { k.PerServer = true }

// Fixed forbids a change by `set`.
func Fixed(k *Key) { k.Fixed = true }

// Suggest names values that a text key is often given, for completion and for the
// nearest word; others are allowed.
func Suggest(values ...string) Mark { return func(k *Key) { k.Values = values } }

func (t *Table[T]) add(k Key, marks []Mark, set func(*T, string) error, get func(*T) string) {
	k.Group = t.Group
	for _, m := range marks {
		m(&k)
	}
	t.entries = append(t.entries, entry[T]{k, set, get})
}

// Keys lists the declarations in order.
func (t *Table[T]) Keys() []Key {
	out := make([]Key, len(t.entries))
	for i, e := range t.entries {
		out[i] = e.key
	}
	return out
}

// Set gives the field behind name a value; false if the table has no such key.
func (t *Table[T]) Set(to *T, name, value string) (bool, error) {
	for _, e := range t.entries {
		if e.key.Name == name {
			return true, e.set(to, value)
		}
	}
	return false, nil
}

// Get answers the present value of a key as it would be written.
func (t *Table[T]) Get(from *T, name string) (string, bool) {
	for _, e := range t.entries {
		if e.key.Name == name {
			return e.get(from), true
		}
	}
	return "", false
}

// Defaults gives every field its key's default.
func (t *Table[T]) Defaults(to *T) {
	for _, e := range t.entries {
		if err := e.set(to, e.key.Default); err != nil {
			panic("option: bad default: " + err.Error())
		}
	}
}

// Word declares an enumeration.
func (t *Table[T]) Word(name, def, doc string, values []string, field func(*T) *string, marks ...Mark) {
	t.add(Key{Name: name, Values: values, Form: strings.Join(values, "|"), Default: def, Doc: doc}, marks,
		func(to *T, v string) error {
			for _, w := range values {
				if v == w {
					*field(to) = v
					return nil
				}
			}
			return &Error{name, v, strings.Join(values, ", ")}
		},
		func(from *T) string { return *field(from) })
}

// Switch declares an enumeration that can also be switched: off is its first word, on
// stands for the second.
func (t *Table[T]) Switch(name, doc string, values []string, field func(*T) *string, marks ...Mark) {
	t.Word(name, values[0], doc, values, field, marks...)
	last := &t.entries[len(t.entries)-1]
	set := last.set
	last.set = func(to *T, v string) error {
		switch v {
		case "on", "true":
			v = values[1]
		case "false":
			v = values[0]
		}
		return set(to, v)
	}
}

// Bool declares a switch; on and off are accepted for true and false.
func (t *Table[T]) Bool(name string, def bool, doc string, field func(*T) *bool, marks ...Mark) {
	t.add(Key{Name: name, Form: "true|false", Default: strconv.FormatBool(def), Doc: doc}, marks,
		func(to *T, v string) error {
			switch v {
			case "true", "on":
				*field(to) = true
			case "false", "off":
				*field(to) = false
			default:
				return &Error{name, v, "true or false"}
			}
			return nil
		},
		func(from *T) string { return strconv.FormatBool(*field(from)) })
}

// Int declares a whole number between lo and hi.
func (t *Table[T]) Int(name string, def, lo, hi int, doc string, field func(*T) *int, marks ...Mark) {
	form := fmt.Sprintf("%d-%d", lo, hi)
	t.add(Key{Name: name, Form: form, Default: strconv.Itoa(def), Doc: doc}, marks,
		func(to *T, v string) error {
			n, err := strconv.Atoi(v)
			if err != nil || n < lo || n > hi {
				return &Error{name, v, "a whole number from " + strings.Replace(form, "-", " to ", 1)}
			}
			*field(to) = n
			return nil
		},
		func(from *T) string { return strconv.Itoa(*field(from)) })
}

// Span declares a time span longer than 0.
func (t *Table[T]) Span(name, def, doc string, field func(*T) *time.Duration, marks ...Mark) {
	t.Duration(name, def, doc, nil, field, marks...)
	last := &t.entries[len(t.entries)-1]
	set := last.set
	last.set = func(to *T, v string) error {
		if d, err := time.ParseDuration(v); err == nil && d == 0 {
			return &Error{name, v, "a time span longer than 0, such as 3s"}
		}
		return set(to, v)
	}
}

// Duration declares a time span as in Go ("15m"), from 0 to 10 years. words are
// further allowed words and the spans they stand for.
func (t *Table[T]) Duration(name, def, doc string, words map[string]time.Duration, field func(*T) *time.Duration, marks ...Mark) {
	form := "duration"
	for _, w := range []string{"never", "none"} {
		if _, ok := words[w]; ok {
			form += "|" + w
		}
	}
	t.add(Key{Name: name, Form: form, Default: def, Doc: doc}, marks,
		func(to *T, v string) error {
			if d, ok := words[v]; ok {
				*field(to) = d
				return nil
			}
			d, err := time.ParseDuration(v)
			if err != nil || d < 0 || d > MaxDuration {
				return &Error{name, v, "a time span such as 90s or 15m"}
			}
			for word, span := range words {
				if d == 0 && span == 0 {
					return &Error{name, v, word + ", or a time span such as 90s or 15m"}
				}
			}
			*field(to) = d
			return nil
		},
		func(from *T) string {
			for w, d := range words {
				if d == *field(from) {
					return w
				}
			}
			return FormatDuration(*field(from))
		})
}

// Seconds declares a time span of whole seconds.
func (t *Table[T]) Seconds(name, def, doc string, field func(*T) *time.Duration, marks ...Mark) {
	t.add(Key{Name: name, Form: "seconds", Default: def, Doc: doc}, marks,
		func(to *T, v string) error {
			d, err := time.ParseDuration(v)
			if err != nil || d < 0 || d > MaxDuration || d%time.Second != 0 {
				return &Error{name, v, "a time span of whole seconds, such as 90s or 15m"}
			}
			*field(to) = d
			return nil
		},
		func(from *T) string { return FormatDuration(*field(from)) })
}

// MaxDuration bounds every time span of the language.
const MaxDuration = 10 * 365 * 24 * time.Hour

// Offset declares a signed time span ("+2m", "-90s").
func (t *Table[T]) Offset(name, def, doc string, field func(*T) *time.Duration, marks ...Mark) {
	t.add(Key{Name: name, Form: "+duration", Default: def, Doc: doc}, marks,
		func(to *T, v string) error {
			d, err := time.ParseDuration(strings.TrimPrefix(v, "+"))
			if err != nil || d < -MaxDuration || d > MaxDuration {
				return &Error{name, v, "an offset such as +2m or -90s"}
			}
			*field(to) = d
			return nil
		},
		func(from *T) string {
			if d := *field(from); d > 0 {
				return "+" + FormatDuration(d)
			}
			return FormatDuration(*field(from))
		})
}

// Text declares free text, checked by check (nil: anything), which answers what is
// wanted instead or "".
func (t *Table[T]) Text(name, def, doc string, check func(string) string, field func(*T) *string, marks ...Mark) {
	var within func(*T, string) string
	if check != nil {
		within = func(_ *T, v string) string { return check(v) }
	}
	t.TextWithin(name, def, doc, within, field, marks...)
}

// TextWithin is Text for a value that other keys of the table have a say in.
func (t *Table[T]) TextWithin(name, def, doc string, check func(*T, string) string, field func(*T) *string, marks ...Mark) {
	t.add(Key{Name: name, Form: "text", Default: def, Doc: doc}, marks,
		func(to *T, v string) error {
			if check != nil {
				if want := check(to, v); want != "" {
					return &Error{name, v, want}
				}
			}
			*field(to) = v
			return nil
		},
		func(from *T) string { return *field(from) })
}

// FormatDuration writes a span without idle zeros: 15m, not 15m0s.
func FormatDuration(d time.Duration) string {
	s := d.String()
	if strings.HasSuffix(s, "m0s") {
		s = strings.TrimSuffix(s, "0s")
	}
	if strings.HasSuffix(s, "h0m") {
		s = strings.TrimSuffix(s, "0m")
	}
	return s
}
