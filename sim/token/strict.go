package token

// StrictObject answers the members of a JSON object in their order, a name that has
// come before marked Twice, as far as a strict reader takes the text. problem says
// what is wrong with the whole, worded to follow the name of the thing, or is "". It
// repeats nothing of the text.
func StrictObject(text string) (list []Member, problem string) {
	seen, tooMany := map[string]bool{}, false
	tooDeep, object, valid := walk(text, MaxDepth, func(name, value string) {
		if len(list) == MaxMembers {
			tooMany = true
			return
		}
		list = append(list, Member{Name: name, JSON: value, Twice: seen[name]})
		seen[name] = true
	})
	switch {
	case tooDeep:
		return nil, "nests too deep"
	case !valid:
		return nil, "is not JSON"
	case !object:
		return nil, "is not a JSON object"
	case tooMany:
		return nil, "has too many members"
	}
	return list, ""
}

// Elements are the values of a JSON array as they are written, nil if text is none or
// nests deeper than a strict reader takes.
func Elements(text string) []string {
	s := scanner{text: text, limit: MaxDepth}
	s.space()
	list := []string{}
	if s.peek() != '[' || !s.array(func(value string) { list = append(list, value) }) || !s.end() {
		return nil
	}
	return list
}
