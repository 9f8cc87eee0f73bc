package token

// StrictObject answers the members of a JSON object in their order, a name that has
// come before marked Twice, as far as a strict reader takes the text. problem says
// what is wrong with the whole, worded to follow the name of the thing, or is "". It
// repeats nothing of the text.
func StrictObject(text string) (list []Member, problem string) {
	seen, tooMany := map[string]bool{}, false
	tooDeep, object, valid := walk(text, maxDepth, func(name, value string) {
		if len(list) == maxMembers {
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

// StrictList answers the elements of a JSON array as they are written; false if text
// is something else.
func StrictList(text string) (elements []string, ok bool) {
	s := scanner{text: text, limit: maxDepth}
	s.space()
	ok = s.peek() == '[' && s.array(func(value string) { elements = append(elements, value) }) && s.end()
	return elements, ok
}

// StrictText is the text of a JSON string; false if value is something else.
func StrictText(value string) (string, bool) { return unquote(value) }
