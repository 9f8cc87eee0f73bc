package pane

// list names the nodes in a row each, for a rectangle too small for a picture.
func (s *stage) list() {
	y := 0
	add := func(node string, row []run) {
		if y < s.c.h {
			mark := words("  ", toneText)
			if node == s.focus {
				mark = words("◉ ", toneFocus)
			}
			s.c.line(0, y, s.c.w, joined(mark, row))
			y++
		}
	}
	for _, client := range s.mostActive(s.now.Clients, max(s.c.h-len(s.now.Servers)-2, 1)) {
		held := s.credentials(client, s.c.w, 1)[0]
		add(client.Name, joined(s.clientName(client), words(" ", toneText), s.clientAnswer(client), words(" ", toneText), held))
	}
	add("balancer", joined(words(s.now.Balancer.Policy+" ", toneText), s.nextRow(s.c.w)))
	for _, server := range s.now.Servers {
		name := joined(s.serverName(server), words(" ", toneText))
		add(server.Name, joined(name, s.serverState(server, s.c.w), words(" ", toneText), s.serverContent(server, max(s.c.w-width(name)-8, 0), 1)[0]))
	}
	if st := s.now.Store; st != nil {
		add("store", joined(words(st.Kind+" ", toneStrong), s.storeState(st), words(" "+count(st.Total, "row"), toneText)))
	}
}
