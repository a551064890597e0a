package care

import (
	"context"
	"crypto/rand"
	"fmt"
	"slices"
	"sort"
	"time"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/core/drawing"
	"github.com/unknot/unknot/core/triage"
	"github.com/unknot/unknot/core/wire"
	"github.com/unknot/unknot/internal/store"
)

// Log keeps a diary entry and looks again at danger signs: the answers that
// came with it, judged for the places that hurt and, when the entry belongs to
// an episode, for its person. The entry is kept whatever the level is. An
// entry without id or time gets both.
func (p *Practice) Log(ctx context.Context, tenant string, e unknot.Entry, danger map[string]unknot.Answer) (unknot.Entry, triage.Result, error) {
	c, err := p.caseOf(ctx, tenant, e.Episode)
	if err != nil {
		return e, triage.Result{}, err
	}
	return p.log(ctx, tenant, c.Person, e, danger)
}

// log is Log for somebody who is known.
func (p *Practice) log(ctx context.Context, tenant string, person unknot.Person, e unknot.Entry, danger map[string]unknot.Answer) (unknot.Entry, triage.Result, error) {
	if e.ID == "" {
		e.ID = rand.Text()
	}
	if e.At.IsZero() {
		e.At = p.Now()
	}
	if e.Mends == e.ID {
		return e, triage.Result{}, unknot.Errorf(unknot.Invalid, "an entry cannot correct itself; give the correction an id of its own")
	}
	if err := paint(&e); err != nil {
		return e, triage.Result{}, err
	}
	e.Danger = danger
	gate, err := triage.Screen(p.Base, triage.Input{Person: person, Drawing: drawingOf(e), Answers: danger})
	if err != nil {
		return e, gate, unknot.Errorf(unknot.Invalid, "%v", err)
	}
	raw, err := wire.WriteEntry(e)
	if err != nil {
		return e, gate, fmt.Errorf("write the entry: %w", err)
	}
	if _, err := wire.ReadEntry(p.Base, raw); err != nil { // what is kept can be read again, whichever face it came through
		return e, gate, unknot.Errorf(unknot.Invalid, "%v", err)
	}
	if err := p.Store.AddEntry(ctx, tenant, store.Entry{ID: e.ID, Episode: e.Episode, At: e.At, Written: p.Now(), Mends: e.Mends, Doc: string(raw)}); err != nil {
		return e, gate, err
	}
	select {
	case p.wrote <- tenant:
	default: // nobody makes forecasts here, or many wait
	}
	told := Told{Episode: e.Episode, Entry: e.ID, Level: gate.Level.String()}
	if pain := e.Pain(); pain >= 0 {
		told.Pain = &pain
	}
	p.tell(ctx, tenant, EntryKept, told)
	if gate.Level.StopsPlan() {
		p.tell(ctx, tenant, DangerRaised, told)
	}
	return e, gate, nil
}

// paint reads the drawing of a new entry. Where no places are named, they are
// what was painted, cells and strokes alike.
func paint(e *unknot.Entry) error {
	if e.Sheet == nil {
		return nil
	}
	sheet, err := drawing.Read(e.Sheet)
	if err != nil || len(e.Places) > 0 {
		return err
	}
	for _, at := range sheet.Places {
		if cells := body.Fold(at.All()); len(cells) > 0 {
			e.Places = append(e.Places, unknot.PainAt{Cells: cells, Now: at.Intensity, Worst: -1, Average: -1, Quality: at.Quality, Timing: at.Timing})
		}
	}
	return nil
}

// caseOf is the case of an episode. Without one, or when it was kept with an
// older knowledge, nothing is known: then the rules for everybody hold.
func (p *Practice) caseOf(ctx context.Context, tenant, episode string) (wire.Case, error) {
	unsaid := wire.Case{Person: unknot.Person{Age: -1}}
	if episode == "" {
		return unsaid, nil
	}
	kept, err := p.Store.Episode(ctx, tenant, episode)
	if err != nil {
		return unsaid, err
	}
	c, err := p.readCase(kept.Doc)
	if err != nil {
		return unsaid, nil
	}
	return c, nil
}

// Diary lists entries, latest first, leaving out those that another entry
// corrected, whenever it was written.
func (p *Practice) Diary(ctx context.Context, tenant string, limit int) ([]unknot.Entry, error) {
	return p.diary(ctx, tenant, "", time.Time{}, limit)
}

// DiarySince lists every entry felt at since or later, latest first.
func (p *Practice) DiarySince(ctx context.Context, tenant string, since time.Time) ([]unknot.Entry, error) {
	return p.diary(ctx, tenant, "", since, mostDiary)
}

// DiaryOf lists every entry of an episode felt at since or later, latest
// first; with "" those of the whole diary.
func (p *Practice) DiaryOf(ctx context.Context, tenant, episode string, since time.Time) ([]unknot.Entry, error) {
	return p.diary(ctx, tenant, episode, since, mostDiary)
}

// mostDiary is the most entries that are held at a time: years of many a day.
// diaryPage is how many are read at once.
const mostDiary, diaryPage = 50000, 500

// stretch is a part of a diary that was read already: all entries since a time,
// latest first; with an episode only its own.
type stretch struct {
	episode string
	since   time.Time
	list    []unknot.Entry
}

// entries is DiaryOf, out of what was read already where that covers it; then
// the list is shared, and must not be changed.
func (p *Practice) entries(ctx context.Context, tenant, episode string, since time.Time, known ...stretch) ([]unknot.Entry, error) {
	for _, k := range known {
		if (k.episode == "" || k.episode == episode) && !since.Before(k.since) {
			n := sort.Search(len(k.list), func(i int) bool { return k.list[i].At.Before(since) })
			if k.episode == episode {
				return k.list[:n:n], nil
			}
			return ofEpisode(k.list[:n], episode), nil
		}
	}
	return p.diary(ctx, tenant, episode, since, mostDiary)
}

// ofEpisode are the entries of an episode; the same list where all are.
func ofEpisode(list []unknot.Entry, episode string) []unknot.Entry {
	return kept(list, func(e *unknot.Entry) bool { return e.Episode == episode })
}

// kept are the entries to keep: the same list where that is all, else another.
func kept(list []unknot.Entry, keep func(*unknot.Entry) bool) []unknot.Entry {
	n := 0
	for i := range list {
		if keep(&list[i]) {
			n++
		}
	}
	if n == len(list) {
		return list[:n:n]
	}
	out := make([]unknot.Entry, 0, n)
	for i := range list {
		if keep(&list[i]) {
			out = append(out, list[i])
		}
	}
	return out
}

func (p *Practice) diary(ctx context.Context, tenant, episode string, since time.Time, limit int) ([]unknot.Entry, error) {
	return p.pages(limit, func(last store.Entry, most int) ([]store.Entry, error) {
		return p.Store.Current(ctx, tenant, episode, since, last, most)
	})
}

// pages reads a listing to its end, or to a limit.
func (p *Practice) pages(limit int, read func(last store.Entry, most int) ([]store.Entry, error)) ([]unknot.Entry, error) {
	var out []unknot.Entry
	var last store.Entry
	for len(out) < limit {
		most := min(limit-len(out), diaryPage)
		page, err := read(last, most)
		if err != nil {
			return out, err
		}
		out = slices.Grow(out, len(page))
		for _, e := range page {
			out = append(out, p.readKept(e))
		}
		if len(page) < most {
			return out, nil
		}
		last = page[len(page)-1]
	}
	return out, nil
}

// readKept reads an entry as it was kept. One that names something which this
// knowledge does not have any more is shown with its time and a note that says
// so: one old entry must not hide the rest. The record itself stays whole.
func (p *Practice) readKept(e store.Entry) unknot.Entry {
	entry, err := p.readEntry(e.Doc)
	if err != nil {
		return unknot.Entry{ID: e.ID, Episode: e.Episode, At: e.At, Mends: e.Mends, Sleep: -1, Stress: -1,
			Note: "(This entry was kept by another version and cannot be shown. It is still in your export.)"}
	}
	return entry
}

// drawingOf is where an entry says it hurts.
func drawingOf(e unknot.Entry) unknot.Drawing {
	var d unknot.Drawing
	for _, at := range e.Places {
		d.Places = append(d.Places, unknot.Place{Cells: at.Cells, Intensity: max(at.Now, at.Worst, at.Average, 0), Quality: at.Quality})
	}
	return d
}
