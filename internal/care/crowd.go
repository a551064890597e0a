//go:build !js

package care

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/wire"
)

// Crowd is a made-up clinic, for measuring: so many people, each with one
// episode and one entry a day. The same crowd gives the same records.
type Crowd struct {
	People, Days int
	Case         []byte    // the case of each episode, unknot.case/v1
	From         time.Time // the day of the first entry
}

// crowdBatch is how many people come in with one commit.
const crowdBatch = 100

// Tenant is whose records those of a person are; the first is the one who needs
// no account, so that the pages show somebody.
func (c Crowd) Tenant(person int) string {
	if person == 0 {
		return Home
	}
	return fmt.Sprintf("crowd-%07d", person)
}

// Episode is the id of the one episode of a person.
func (c Crowd) Episode(person int) string { return fmt.Sprintf("E%d", person) }

// Fill adds a crowd to the database; told is called after each commit.
func (p *Practice) Fill(ctx context.Context, c Crowd, told func(people int)) error {
	if _, err := p.Assess(c.Case); err != nil {
		return err
	}
	for start := 0; start < c.People; start += crowdBatch {
		if err := p.fillSome(ctx, c, start, min(start+crowdBatch, c.People)); err != nil {
			return err
		}
		told(min(start+crowdBatch, c.People))
	}
	return nil
}

func (p *Practice) fillSome(ctx context.Context, c Crowd, from, to int) error {
	l, err := p.Store.Load(ctx)
	if err != nil {
		return err
	}
	defer l.Close()
	put := func(table, tenant string, row map[string]any) error {
		line, err := json.Marshal(row)
		if err == nil {
			_, err = l.Put(ctx, table, tenant, line)
		}
		return err
	}
	for person := from; person < to; person++ {
		tenant, episode := c.Tenant(person), c.Episode(person)
		at := c.From.UnixMicro()
		if err := put("episode", tenant, map[string]any{"id": episode, "created": at, "changed": at, "version": 1, "words": "right temple", "level": "self_care", "doc": string(c.Case)}); err != nil {
			return err
		}
		for day := range c.Days {
			e := crowdEntry(person, day, episode, c.From)
			raw, err := wire.WriteEntry(e)
			if err != nil {
				return err
			}
			at := e.At.UnixMicro()
			if err := put("entry", tenant, map[string]any{"id": e.ID, "episode": episode, "at": at, "written": at, "mends": "", "doc": string(raw)}); err != nil {
				return err
			}
		}
	}
	return l.Commit()
}

// crowdEntry is one day of one person: pain that falls over the year and
// swings with the week, a session on most days.
func crowdEntry(person, day int, episode string, from time.Time) unknot.Entry {
	e := unknot.Entry{ID: fmt.Sprintf("%sD%03d", episode, day), Episode: episode, At: from.AddDate(0, 0, day).Add(time.Duration(person%600) * time.Minute),
		Sleep: 5 + float64((person+day)%5), Stress: float64((person*7 + day) % 11),
		Places: []unknot.PainAt{{Cells: []unknot.CellID{"temple.right"}, Now: max(0, 7-float64(day)/60+float64(day%7)/3-1), Worst: -1, Average: -1}}}
	if (person+day)%3 != 0 {
		e.Did = []unknot.Done{{Treatment: "press_fingers", Minutes: 4, Effort: float64(day % 6)}}
	}
	return e
}
