package knowledge

import (
	"fmt"

	"github.com/unknot/unknot"
)

// Treatment is something that can be done for a knot, by whom, how much,
// how well it works and when to stop.
type Treatment struct {
	ID         string       `toml:"id"`
	Name       string       `toml:"name"`
	Aliases    []string     `toml:"aliases"` // other names people use, lower case
	Kind       string       `toml:"kind"`    // manual, movement, warmth, cold, rub, cause, rest, learn, medicine, professional
	Technique  string       `toml:"technique"`
	Who        string       `toml:"who"` // self, partner, professional, doctor
	What       string       `toml:"what"`
	Steps      []string     `toml:"steps"`
	Tools      []string     `toml:"tools"` // one of these must be owned; empty: nothing needed
	Reach      []string     `toml:"reach"` // the press tools of a muscle that it stands for; empty: its tools, or the hands
	At         []string     `toml:"at"`    // where it can be done: desk, home, gym; empty: anywhere
	Phases     []string     `toml:"phases"`
	States     []string     `toml:"states"`
	Doses      Doses        `toml:"doses"`
	Discomfort Discomfort   `toml:"discomfort"`
	Effect     Effect       `toml:"effect"`
	Grade      unknot.Grade `toml:"grade"`
	GradeBy    string       `toml:"grade_by"` // "authors" or "judgement"
	Claims     []string     `toml:"claims"`
	Stop       []string     `toml:"stop"`
	Progress   string       `toml:"progress"`
	Regress    string       `toml:"regress"`
	Doubt      string       `toml:"doubt"`
	Harms      string       `toml:"harms"`
	AskFor     []string     `toml:"ask_for"` // what to ask the professional
	LawNote    string       `toml:"law_note"`
	Record
}

// Ceiling is the stop rule of a treatment whose discomfort may come to most, of 10.
func Ceiling(most int) string { return fmt.Sprintf("The pain goes above %d of 10.", most) }

// Doses are what to do, in words and in numbers.
type Doses struct {
	Use       string   `toml:"use"`       // the dose the plan gives, in plain words
	Documents string   `toml:"documents"` // what popular advice says, when it differs
	Trials    string   `toml:"trials"`    // what trials used
	Hold      []int    `toml:"hold"`      // seconds, low and high
	Repeats   []int    `toml:"repeats"`
	PerDay    []int    `toml:"per_day"`
	PerWeek   []int    `toml:"per_week"` // days a week
	Minutes   []int    `toml:"minutes"`
	Weeks     []int    `toml:"weeks"`
	MaxSpots  int      `toml:"max_spots"`
	Sources   []string `toml:"sources"`
}

// Discomfort is the effort scale 0-10 while doing it.
type Discomfort struct {
	Low  int `toml:"low"`
	High int `toml:"high"`
	Max  int `toml:"max"`
}

// Effect is what trials found.
type Effect struct {
	Words   string    `toml:"words"`
	Measure string    `toml:"measure"` // e.g. "pain, 0 to 10"
	Mean    float64   `toml:"mean"`
	Range   []float64 `toml:"range"` // 95% interval
	Against string    `toml:"against"`
	Horizon string    `toml:"horizon"`
}

// Interlock forbids or limits a technique for a person at a place.
type Interlock struct {
	ID         string            `toml:"id"`
	When       []string          `toml:"when"` // one of these conditions or medicines; empty: everybody
	AgeMax     int               `toml:"age_max"`
	Places     []string          `toml:"places"` // one of these no-go places; empty: anywhere
	Muscles    []unknot.MuscleID `toml:"muscles"`
	Techniques []string          `toml:"techniques"` // of treatments
	After      []string          `toml:"after"`      // one of these techniques was used in the last Hours; empty: whenever
	Hours      float64           `toml:"hours"`
	Action     string            `toml:"action"` // forbid, light_only, ask_first
	Reason     string            `toml:"reason"`
	Claims     []string          `toml:"claims"`
	Record
}

// NoGo is a place of the body where some techniques are unsafe.
type NoGo struct {
	ID     string          `toml:"id"`
	Name   string          `toml:"name"`
	Zones  []unknot.ZoneID `toml:"zones"`
	Reason string          `toml:"reason"`
	Record
}
