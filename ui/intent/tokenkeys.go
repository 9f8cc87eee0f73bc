package intent

// tokenKeys are the keys of the token bench.
func tokenKeys(a Action) (keys, bool) {
	switch a {
	case Paste:
		return keys{nil, "paste", ""}, true
	case EditField:
		return keys{[]string{"enter"}, "Enter", ""}, true
	case GiveKey:
		return keys{[]string{"K"}, "K", ""}, true
	case Generate:
		return keys{[]string{"i"}, "i", ""}, true
	case Sample:
		return keys{[]string{"d"}, "d", ""}, true
	case Sign:
		return keys{[]string{"s"}, "s", ""}, true
	case Forgeries:
		return keys{[]string{"f"}, "f", ""}, true
	case NextAlgorithm:
		return keys{[]string{"a"}, "a", ""}, true
	case HideKey:
		return keys{[]string{"v"}, "v", ""}, true
	case WeakKeys:
		return keys{[]string{"w"}, "w", ""}, true
	case Pin:
		return keys{[]string{"p"}, "p", ""}, true
	case Lifetime:
		return keys{[]string{"t"}, "t", ""}, true
	case TimeLater:
		return keys{[]string{"+", "="}, "+", ""}, true
	case TimeEarlier:
		return keys{[]string{"-", "_"}, "-", ""}, true
	case AtExpiry:
		return keys{[]string{"e"}, "e", ""}, true
	case AtNow:
		return keys{[]string{"n"}, "n", ""}, true
	case CopyDecoded:
		return keys{[]string{"Y"}, "Y", ""}, true
	case SendToCluster:
		return keys{[]string{"c"}, "c", ""}, true
	case Goal:
		return keys{[]string{"G"}, "G", ""}, true
	case Discard:
		return keys{[]string{"x"}, "x", ""}, true
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
