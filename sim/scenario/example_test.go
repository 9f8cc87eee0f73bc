package scenario_test

import (
	"fmt"

	"authlab/sim/scenario"
)

func Example() {
	script, mistakes := scenario.Parse("lesson3.txt", []byte(`
		cluster servers=2 auth=session store=memory balancer=round-robin
		alice POST /login   => 200 s1
		alice GET /profile  => 200      # s2 has never heard of her
		expect logins=1
	`))
	for _, m := range mistakes {
		fmt.Println(m)
	}
	result := scenario.Run(script, scenario.Options{})
	defer result.World.Close()
	for _, c := range result.Commands {
		if !c.Outcome.OK {
			fmt.Printf("line %d: %s: expected %s, observed %s\n", c.Command.Line, c.Command.Deed(), c.Outcome.Expected, c.Outcome.Observed)
		}
	}
	// Output: line 4: alice GET /profile: expected 200, observed 401 s2
}

func ExampleParse_mistake() {
	_, mistakes := scenario.Parse("lesson3.txt", []byte("cluster servers=2 balancer=stikcy\n"))
	fmt.Println(mistakes[0])
	// Output:
	// lesson3.txt:1:28: balancer cannot be stikcy
	//     cluster servers=2 balancer=stikcy
	//                                ^^^^^^
	//   Did you mean sticky?
}
