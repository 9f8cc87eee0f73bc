package lessons

// Pages are the lesson's pages, in order. Those of a lesson that Open has found are read
// when they are first asked for.
func (l *Lesson) Pages() []*Page {
	if l.pages == nil {
		return nil
	}
	return l.pages()
}

// Contents are what its pages hold, in order, known before the pages are read.
func (l *Lesson) Contents() []Contents { return l.contents }

// With is the lesson with other pages, such as some of its own.
func (l *Lesson) With(pages ...*Page) *Lesson {
	other := *l
	other.contents, other.pages = contentsOf(pages), func() []*Page { return pages }
	return &other
}

// Items are the ids of everything in the lesson that can be earned: predictions, questions
// and exercises, in order.
func (l *Lesson) Items() (ids []string) {
	for _, page := range l.contents {
		for _, e := range page.Earns {
			ids = append(ids, e.ID)
		}
	}
	return ids
}
