package lessons

// ReadAgain is the page of its lesson, from 0, that tells about the item: where the
// prediction stands, or for a knowledge check the page of the nearest prediction that
// tests the same objective. It is -1 where there is none.
func (it *Item) ReadAgain() int {
	if it.Gate != nil {
		return it.Page
	}
	page, objective := -1, it.Objective()
	for _, other := range it.Lesson.Asked() {
		if other.Gate == nil || other.Objective() != objective || objective < 0 {
			continue
		}
		if page < 0 || other.Page <= it.Page {
			page = other.Page
		}
	}
	return page
}
