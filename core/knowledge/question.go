package knowledge

import "github.com/unknot/unknot"

// FAQ is a question that people ask, with a short graded answer. (The yes / no
// questions on danger signs are DangerQuestion.)
type FAQ struct {
	ID       string       `toml:"id"`
	Ask      string       `toml:"ask"`
	Wordings []string     `toml:"wordings"` // at least five other ways to ask
	Answer   string       `toml:"answer"`
	Grade    unknot.Grade `toml:"grade"`
	Claims   []string     `toml:"claims"`
	Record
}
