package knowledge

import "github.com/unknot/unknot"

// Claim is one statement about knots, with its footing and its dissent.
type Claim struct {
	ID         string       `toml:"id"`
	Documents  []string     `toml:"documents"` // S1-S4
	Topic      string       `toml:"topic"`
	Stance     string       `toml:"stance"` // adopt, adopt_with_grade, contest, omit
	Says       string       `toml:"says"`
	Numbers    string       `toml:"numbers"`
	Conflicts  []string     `toml:"conflicts"`
	ShownIn    string       `toml:"shown_in"`
	Grade      unknot.Grade `toml:"grade"`
	Doubt      string       `toml:"doubt"`
	Instead    string       `toml:"instead"` // what to do in its place, for contested claims
	Population string       `toml:"population"`
	Record
}

// Source is where a fact comes from.
type Source struct {
	ID    string `toml:"id"`
	Kind  string `toml:"kind"` // article, review, trial, book, guideline, web, code_system, judgement
	Title string `toml:"title"`
	Cite  string `toml:"cite"` // "Rathbone 2017"
	Where string `toml:"where"`
	Year  int    `toml:"year"`
	DOI   string `toml:"doi"`
	PMID  string `toml:"pmid"`
	URL   string `toml:"url"`
	ISBN  string `toml:"isbn"`
	Read  string `toml:"read"` // whole, abstract, excerpt, memory
}
