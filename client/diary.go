package client

import (
	"encoding/json"
	"time"
)

// Episode is one complaint that was kept.
type Episode struct {
	ID        string     `json:"id"`
	Created   time.Time  `json:"created"`
	Words     string     `json:"words" doc:"The drawing in words."`
	Level     string     `json:"level" enum:"self_care,routine,soon,same_day,emergency" doc:"When it was kept."`
	Version   int64      `json:"version" doc:"Raised by each change; it is part of the ETag."`
	RelapseOf string     `json:"relapse_of,omitempty"`
	Ended     *time.Time `json:"ended,omitempty" doc:"When it was quiet again."`
}

// EpisodePage is one page of a listing, newest first.
type EpisodePage struct {
	Items []Episode `json:"items" nullable:"false"`
	Next  string    `json:"next,omitempty" doc:"Cursor of the next page; absent on the last."`
}

// EpisodeAnswer is a kept episode, answered anew with the present knowledge.
type EpisodeAnswer struct {
	Episode    Episode    `json:"episode"`
	Assessment Assessment `json:"assessment"`
	Plan       *Plan      `json:"plan,omitempty"`
}

// EpisodeChange says that an episode is quiet, or goes on after all.
type EpisodeChange struct {
	Quiet bool `json:"quiet"`
}

// EntrySchema names the format of a diary entry.
const EntrySchema = "unknot.entry/v1"

// Entry is one timestamped log. It is never changed; a correction is a new
// entry that names the old one.
type Entry struct {
	Schema   string            `json:"schema" enum:"unknot.entry/v1"`
	ID       string            `json:"id" minLength:"1" doc:"Made by whoever writes it, so that sending twice is harmless."`
	Episode  string            `json:"episode,omitempty"`
	At       time.Time         `json:"at"`
	Mends    string            `json:"mends,omitempty" doc:"Id of the entry that this one corrects."`
	Places   []Pain            `json:"places" nullable:"false"`
	Did      []Done            `json:"did,omitempty"`
	Sleep    *float64          `json:"sleep_hours,omitempty" minimum:"0" maximum:"24"`
	Stress   *float64          `json:"stress,omitempty" minimum:"0" maximum:"10"`
	Note     string            `json:"note,omitempty"`
	Drawing  json.RawMessage   `json:"drawing,omitempty" doc:"The drawing as it was painted, unknot.drawing/v1. Without places, these are made from it."`
	Spots    []Spot            `json:"spots,omitempty"`
	Motion   []Motion          `json:"motion,omitempty"`
	Function []Activity        `json:"function,omitempty"`
	PEG      []float64         `json:"peg,omitempty" maxItems:"3"`
	Work     []Work            `json:"work,omitempty"`
	Medicine []Taken           `json:"medicine,omitempty"`
	Danger   map[string]string `json:"danger,omitempty"`
}

// Pain is the pain at one place, NRS 0-10.
type Pain struct {
	Cells     []string `json:"cells" nullable:"false" minItems:"1"`
	Now       *float64 `json:"now,omitempty" minimum:"0" maximum:"10"`
	Worst     *float64 `json:"worst,omitempty" minimum:"0" maximum:"10"`
	Average   *float64 `json:"average,omitempty" minimum:"0" maximum:"10"`
	Quality   []string `json:"quality,omitempty"`
	Timing    string   `json:"timing,omitempty"`
	Threshold float64  `json:"threshold_kpa,omitempty" minimum:"0" maximum:"5000"`
}

// Done is something that was done, and how it felt.
type Done struct {
	Treatment string   `json:"treatment"`
	Minutes   *float64 `json:"minutes,omitempty" minimum:"0" maximum:"1440"`
	Effort    *float64 `json:"effort,omitempty" minimum:"0" maximum:"10"`
	Muscle    string   `json:"muscle,omitempty"`
	Side      string   `json:"side,omitempty" enum:"right,left"`
	Steps     int      `json:"steps,omitempty" minimum:"0" maximum:"1000"`
	Of        int      `json:"of_steps,omitempty" minimum:"0" maximum:"1000"`
	Pain      *Felt    `json:"pain,omitempty"`
	Stopped   string   `json:"stopped,omitempty" doc:"Why it ended early, a short name such as sharp_pain."`
}

// Felt is the pain just before and just after something was done.
type Felt struct {
	Before float64 `json:"before" minimum:"0" maximum:"10"`
	After  float64 `json:"after" minimum:"0" maximum:"10"`
}

// Spot is a trigger point as it was found.
type Spot struct {
	Muscle string `json:"muscle"`
	Side   string `json:"side" enum:"right,left"`
	State  string `json:"state" enum:"active,latent,quiet,none"`
}

// Motion is how far a movement went.
type Motion struct {
	What    string  `json:"what"`
	Degrees float64 `json:"degrees" minimum:"0" maximum:"360"`
}

// Activity is one activity of the Patient-Specific Functional Scale.
type Activity struct {
	Name  string  `json:"name"`
	Score float64 `json:"score" minimum:"0" maximum:"10"`
}

// Work is hours of something that loads the body.
type Work struct {
	Kind  string  `json:"kind"`
	Hours float64 `json:"hours" minimum:"0" maximum:"24"`
}

// Taken is a medicine, in the person's own words.
type Taken struct {
	Name string `json:"name"`
	Dose string `json:"dose,omitempty"`
}

// EntryPage is one page of the diary, latest first, without corrected entries.
type EntryPage struct {
	Items []Entry `json:"items" nullable:"false"`
	Next  string  `json:"next,omitempty"`
}

// Logged is a kept entry and the level of care that it calls for.
type Logged struct {
	Triage Triage `json:"triage"`
	Entry  Entry  `json:"entry"`
}
