package lessons

import _ "embed" // the example's text

// ExampleFile is the name that the example lesson may be kept under.
const ExampleFile = "14-left-alone.md"

//go:embed example/14-left-alone.md
var example string

// Example is a lesson with comments, for authors to begin with.
func Example() string { return example }
