package history_test

import (
	"fmt"

	"authlab/sim/history"
	"authlab/sim/scenario"
)

func Example() {
	script, _ := scenario.Parse("", []byte("cluster servers=2 auth=session store=redis\nalice POST /login\n"))
	h, err := history.New(script.Commands)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer h.Close()
	profile, _ := h.Parse("alice GET /profile")
	if err := h.Do(profile); err != nil {
		fmt.Println(err)
	}

	// Back into the middle of the request, and the server dies there.
	h.Seek(h.Len() - 3)
	fault, _ := h.Parse("kill s2")
	if err := h.Do(fault); err != nil {
		fmt.Println(err)
	}
	for _, c := range h.Commands() {
		fmt.Println(c)
	}
	fmt.Println(len(h.Branches()), "branches")
	// Output:
	// cluster servers=2 auth=session store=redis
	// alice POST /login
	// kill s2 after=11
	// alice GET /profile
	// 2 branches
}
