package knowledge

// Lump is a kind of lump that may be felt or seen, and what to do about it.
type Lump struct {
	ID       string   `toml:"id"`
	Name     string   `toml:"name"`
	Features []string `toml:"features"`
	Level    string   `toml:"level"`      // name of an urgency level
	WhatToDo string   `toml:"what_to_do"` // words for the person
	Worse    string   `toml:"worse"`      // what raises the level, in words; may be empty
	Claims   []string `toml:"claims"`
	Record
}
