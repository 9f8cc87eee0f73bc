package page

import (
	"authlab/sim/history"
	"authlab/sim/scenario"
	"authlab/ui/intent"
)

// otherRun is a run of another cluster line, and the state of the present one from
// which undo or redo goes there.
type otherRun struct {
	scene *scene
	from  standpoint
}

// standpoint is how far a run has come: what has happened, and by how many commands.
type standpoint struct {
	digest   history.Digest
	commands int
}

func (b *bench) standpoint() standpoint {
	return standpoint{b.run.Digest(), len(b.run.Commands())}
}

// turned tells that undo leads to the run before: nothing was done since the cluster
// was described anew, or all of it is undone.
func (b *bench) turned() bool {
	last := len(b.earlier) - 1
	return last >= 0 && (b.earlier[last].from == b.standpoint() || !b.run.CanUndo())
}

// turnedBack tells that redo leads to the run that undo has left.
func (b *bench) turnedBack() bool {
	last := len(b.later) - 1
	return last >= 0 && b.later[last].from == b.standpoint()
}

func (b *bench) noUndo() string {
	if !b.run.CanUndo() && !b.turned() {
		return "nothing to undo"
	}
	return ""
}

func (b *bench) noRedo() string {
	if !b.run.CanRedo() && !b.turnedBack() {
		return "nothing to redo"
	}
	return ""
}

// restart describes the cluster anew and does again what was done; undo goes back.
func (b *bench) restart(clusterLine string) *scenario.Error {
	line, mistakes := scenario.Parse("", []byte(clusterLine))
	if len(mistakes) > 0 {
		return mistakes[0]
	}
	commands := line.Commands
	done := b.run.Results()[1:]
	for _, r := range done {
		commands = append(commands, r.Command)
	}
	next, _ := b.place()
	commands = append(commands, b.script[min(next-1, len(b.script)):]...)
	before := b.scene
	before.prompt.submit()
	before.prompt.open = false
	if err := b.begin(commands); err != nil {
		return atWord(clusterLine, err)
	}
	b.lab.past = b.prompt.past
	for range done {
		c, more := b.pending()
		if !more {
			break
		}
		if err := b.scene.execute(c); err != nil {
			b.skip(c, err)
		}
	}
	b.run.Seek(b.run.Len())
	b.earlier, b.later = append(b.earlier, otherRun{before, b.standpoint()}), nil
	b.checkGoal()
	return nil
}

// undo takes the last command back, or the last description of the cluster.
func (b *bench) undo() Result {
	if !b.turned() {
		return b.doAct(intent.Undo)
	}
	last := len(b.earlier) - 1
	left, to := b.scene, b.earlier[last].scene
	b.swap(to)
	b.later = append(b.later, otherRun{left, b.standpoint()})
	b.earlier = b.earlier[:last]
	return note("the cluster before is back; ctrl+r brings the other again")
}

func (b *bench) redo() Result {
	if !b.turnedBack() {
		return b.doAct(intent.Redo)
	}
	last := len(b.later) - 1
	left, to := b.scene, b.later[last].scene
	b.swap(to)
	b.earlier = append(b.earlier, otherRun{left, b.standpoint()})
	b.later = b.later[:last]
	return Result{}
}

// swap puts another run in the place of this one.
func (b *bench) swap(to *scene) {
	b.scene.stop()
	to.prompt.remember(b.prompt.past)
	b.scene = to
}
