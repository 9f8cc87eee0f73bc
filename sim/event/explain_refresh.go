package event

// explainNoRefresh tells what became of the row of a refresh token that was not
// found, if that is known.
func explainNoRefresh(e *Event, bySeq func(int) *Event) string {
	text := e.Node + " looked for the refresh token " + tagged(e.Get("tag")) + " in " + memoryOf(e)
	if limit := e.Get("limit"); limit != "" {
		return text + " and found it, but its " + limitName(limit) + " is over."
	}
	for _, seq := range e.Causes {
		cause := bySeq(seq)
		if cause == nil || cause.Flight == e.Flight && cause.Flight != 0 {
			continue
		}
		switch cause.Kind {
		case RefreshIssued:
			if cause.Node != e.Node && cause.Get("where") != "store" {
				return text + ". Only " + cause.Node + " has that row."
			}
		case FamilyRevoked:
			return text + " and found nothing. The row was deleted when the family was ended."
		case NodeKilled, NodeRemoved:
			return text + " and found nothing. The row was lost when " + nodeWord(cause.Node) + " died."
		case RowDeleted:
			return text + " and found nothing. Somebody had deleted the row."
		case StoreWiped:
			return text + " and found nothing. The row went when the store was wiped."
		case Promoted:
			return text + " and found nothing. The row had not reached the replica that is now the store."
		}
	}
	return text + " and found nothing."
}
