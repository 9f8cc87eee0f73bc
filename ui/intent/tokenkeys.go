package intent

// tokenKeys are the keys of the token bench.
func tokenKeys(a Action) (keys, bool) {
	switch a {
	case Paste:
		return keys{nil, "paste", ""}, true
	case EditField:
		return keys{[]string{"enter"}, "Enter", ""}, true
	case GiveKey:
		return named("K"), true
	case Generate:
		return named("i"), true
	case Sample:
		return named("d"), true
	case Sign:
		return named("s"), true
	case Forgeries:
		return named("f"), true
	case NextAlgorithm:
		return named("a"), true
	case HideKey:
		return named("v"), true
	case WeakKeys:
		return named("w"), true
	case Pin:
		return named("p"), true
	case Lifetime:
		return named("t"), true
	case TimeLater:
		return keys{[]string{"+", "="}, "+", ""}, true
	case TimeEarlier:
		return keys{[]string{"-", "_"}, "-", ""}, true
	case AtExpiry:
		return named("e"), true
	case AtNow:
		return named("n"), true
	case CopyDecoded:
		return named("Y"), true
	case SendToCluster:
		return named("c"), true
	case Goal:
		return named("G"), true
	case Discard:
		return named("x"), true
	}
	return fieldKeys(a)
}

// fieldKeys are those of a field of the token bench while it is edited.
func fieldKeys(a Action) (keys, bool) {
	switch a {
	case LeaveField:
		return keys{[]string{"esc"}, "Esc", ""}, true
	case NextField:
		return keys{[]string{"tab"}, "Tab", ""}, true
	case PreviousField:
		return keys{[]string{"shift+tab"}, "shift+Tab", ""}, true
	}
	return keys{}, false
}
