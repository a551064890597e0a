package store

import "time"

// Episode is one complaint as it was last told.
type Episode struct {
	ID      string
	Created time.Time
	Changed time.Time
	Version int64
	Words   string
	Level   string
	Doc     string // unknot.case/v1

	RelapseOf string    // id of the earlier episode that came back, or ""
	Ended     time.Time // when it was quiet again; zero while it lasts
}

// Entry is a diary entry as the store keeps it.
type Entry struct {
	ID      string
	Episode string
	At      time.Time
	Written time.Time
	Mends   string
	Doc     string // unknot.entry/v1
}

// Document is whatever a person keeps besides episodes and entries, by kind.
type Document struct {
	Tenant  string
	ID      string
	Kind    string
	Episode string    // "" when it belongs to none
	At      time.Time // when it happened or begins
	Changed time.Time
	Version int64 // raised by each change
	Doc     string
}

// Event is one line of the audit log. It names ids, never what was said.
type Event struct {
	ID      string
	At      time.Time
	Account string
	What    string
	About   string
}
