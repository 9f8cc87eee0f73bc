// Cost times what signing and verifying a token takes on this machine, and prints
// it for each algorithm, in microseconds and as a multiple of HS256.
package main

import (
	"fmt"
	"io"
	"log"
	"os"
	"time"
)

func main() {
	all, err := algorithms()
	if err != nil {
		log.Fatal(err)
	}
	if err := report(os.Stdout, all, time.Second); err != nil {
		log.Fatal(err)
	}
}

// report prints a line for each algorithm. The first is what the others are
// compared with.
func report(w io.Writer, all []algorithm, span time.Duration) error {
	fmt.Fprintf(w, "%-6s %10s %10s %8s\n", "", "sign", "verify", "")
	var first time.Duration
	for _, a := range all {
		sign, err := fastest(span, a.sign)
		if err != nil {
			return err
		}
		verify, err := fastest(span, a.verify)
		if err != nil {
			return err
		}
		if first == 0 {
			first = verify
		}
		fmt.Fprintf(w, "%-6s %7.1f µs %7.1f µs %6.1f x\n",
			a.name, micros(sign), micros(verify), float64(verify)/float64(first))
	}
	return nil
}

func micros(d time.Duration) float64 { return float64(d.Nanoseconds()) / 1000 }

// fastest is what one call takes in the best of many short rounds: what
// else the machine does makes a round slower, and never faster.
func fastest(span time.Duration, call func() error) (time.Duration, error) {
	const round = time.Millisecond
	var best time.Duration
	for begun := time.Now(); best == 0 || time.Since(begun) < span; {
		calls, start := 0, time.Now()
		for calls == 0 || time.Since(start) < round {
			if err := call(); err != nil {
				return 0, err
			}
			calls++
		}
		each := max(1, time.Since(start)/time.Duration(calls))
		if best == 0 || each < best {
			best = each
		}
	}
	return best, nil
}
