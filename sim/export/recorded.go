package export

import (
	"errors"

	"authlab/sim/scenario"
)

// errUnrecorded is a run whose messages were not kept.
var errUnrecorded = errors.New("the run was not recorded: its messages were not kept")

// unrecorded tells that a run has requests but no events of them.
func unrecorded(result *scenario.Result) bool {
	if result.World == nil || len(result.World.Steps()) > 0 {
		return false
	}
	for _, c := range result.Commands {
		if c.Exchange != nil {
			return true
		}
	}
	return false
}
