package event

// Explain tells in full sentences what an event is and why it came about.
// bySeq answers the events before it, for those it names as causes; it may be nil.
func Explain(e *Event, bySeq func(int) *Event) string {
	if bySeq == nil {
		bySeq = func(int) *Event { return nil }
	}
	for _, group := range []func(*Event, func(int) *Event) string{explainClient, explainBalancer, explainCredential, explainSession, explainMachine, explainState, explainKey, explainAttack} {
		if text := group(e, bySeq); text != "" {
			return text
		}
	}
	return e.Node + ": " + string(e.Kind) + "."
}
