package inspect

import (
	"slices"

	"authlab/sim/token"
)

// Inspect reads and judges one token. It never fails, and takes time in proportion to
// MaxText at most: longer input is Unreadable, and so is a token of more than token.MaxSize.
func Inspect(request Request) Report {
	i := &inspection{Request: request, verifiedBy: -1}
	i.report = Report{Outcome: Unreadable, Key: -1, Stages: emptyStages()}
	for _, part := range []*Part{&i.report.Header, &i.report.Payload, &i.report.Signature} {
		part.Start = -1
	}
	if i.readShape() {
		i.readParts()
		i.judgeHeader()
		i.judgeKeys()
		i.judgeClaims()
	}
	i.askLibraries()
	i.report.Outcome = i.outcome()
	slices.SortStableFunc(i.report.Notes, func(a, b Note) int { return weight(a.Gravity) - weight(b.Gravity) })
	return i.report
}

// inspection is one token on its way through the stages.
type inspection struct {
	Request
	report Report
	// compact tells that there are three parts, and header that the first is a JSON object.
	compact bool
	header  object
	payload object
	// signedText is what the signature is over.
	signedText string
	// loose tells which parts can be decoded at least tolerantly.
	loose [3]bool
	// verifiedBy is the index of the key that made the signature, -1 for none.
	verifiedBy int
}

func (i *inspection) outcome() Outcome {
	switch {
	case !i.compact || !i.header.is || len(i.Keys) == 0 && !i.loose[1]:
		return Unreadable
	case len(i.Keys) == 0:
		return Unverified
	case i.verifiedBy >= 0 && i.report.Failure() == nil:
		i.report.Key = i.verifiedBy
		return Verified
	}
	i.report.Key = i.verifiedBy
	return Refused
}

// trusted tells whether the claims can be judged: they are not before the signature has passed.
func (i *inspection) trusted() bool { return i.verifiedBy >= 0 }

func emptyStages() []Stage {
	names := []StageName{StageShape, StageBase64, StageJSON, StageHeader, StageAlgorithm, StageKey, StageSignature,
		StageTime, StageParties, StageType, StageRevocation}
	stages := make([]Stage, len(names))
	for k, name := range names {
		stages[k] = Stage{Name: name, Status: NotReached, Reason: "There is no signed token to look at.", Offset: -1, Source: sourceOf(name)}
	}
	return stages
}

// sourceOf is the section a stage goes by where its reason names none.
func sourceOf(name StageName) string {
	return map[StageName]string{
		StageShape: "RFC 7515 §7.1", StageBase64: "RFC 7515 §2", StageJSON: "RFC 7519 §7.2", StageHeader: "RFC 7515 §4",
		StageAlgorithm: "RFC 8725 §3.1", StageKey: "RFC 7515 §5.2", StageSignature: "RFC 7515 §5.2", StageTime: "RFC 7519 §4.1.4",
		StageParties: "RFC 8725 §3.8", StageType: "RFC 8725 §3.11", StageRevocation: "RFC 7009 §3",
	}[name]
}

// set ends a stage; the first failure of a stage stays.
func (i *inspection) set(name StageName, status Status, offset int, source, reason string) {
	for k := range i.report.Stages {
		if s := &i.report.Stages[k]; s.Name == name && s.Status != Failed {
			if source == "" {
				source = s.Source
			}
			*s = Stage{name, status, reason, offset, source}
		}
	}
}

func (i *inspection) fail(name StageName, offset int, source, reason string) {
	i.set(name, Failed, offset, source, reason)
}

// finish ends a stage in which nothing has failed.
func (i *inspection) finish(name StageName, status Status, reason string) {
	i.set(name, status, -1, "", reason)
}

// maxNotes bounds the notes, of which a hostile token could make thousands.
const maxNotes = 60

func (i *inspection) note(gravity Gravity, code string, offset int, source, text string) {
	if len(i.report.Notes) < maxNotes {
		i.report.Notes = append(i.report.Notes, Note{gravity, code, text, offset, source})
	}
}

func weight(g Gravity) int {
	switch g {
	case Danger:
		return 0
	case Warning:
		return 1
	}
	return 2
}

// text is a member of the header that is a string, or "".
func (o *object) text(name string) string {
	m := o.get(name)
	if m == nil {
		return ""
	}
	text, _ := token.Unquote(m.JSON)
	return text
}
