package knowledge

import "github.com/unknot/unknot"

// Lesson is a short text to read, cut into parts so that each part carries its
// own claims and grade.
type Lesson struct {
	ID    string       `toml:"id"`
	Title string       `toml:"title"`
	Topic string       `toml:"topic"`
	Parts []LessonPart `toml:"parts"`
	Record
}

// LessonPart is one paragraph of a lesson.
type LessonPart struct {
	Text      string       `toml:"text"`
	Claims    []string     `toml:"claims"`
	Grade     unknot.Grade `toml:"grade"`
	Contested bool         `toml:"contested"` // printed with its mark, never as a fact
}
