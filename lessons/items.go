package lessons

// Items are the ids of everything in the lesson that can be earned: predictions, questions
// and exercises, in order.
func (l *Lesson) Items() (ids []string) {
	for _, p := range l.Pages {
		if p.Scene != nil {
			for _, g := range p.Scene.Gates {
				ids = append(ids, g.ID)
			}
		}
		for _, q := range p.Quiz {
			ids = append(ids, q.ID)
		}
		if p.Exercise != nil {
			ids = append(ids, p.Exercise.ID)
		}
	}
	return ids
}
