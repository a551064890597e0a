package care

import (
	"context"
	"encoding/base64"
	"strconv"
	"strings"
	"time"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/internal/store"
)

// mark writes where a page ended, as text that says nothing to its reader.
func mark(at time.Time, id string) string {
	return base64.RawURLEncoding.EncodeToString([]byte(strconv.FormatInt(at.UnixMicro(), 10) + "." + id))
}

// unmark reads a mark; "" is the start.
func unmark(s string) (at time.Time, id string, err error) {
	if s == "" {
		return time.Time{}, "", nil
	}
	raw, err := base64.RawURLEncoding.DecodeString(s)
	micros, id, ok := strings.Cut(string(raw), ".")
	n, numErr := strconv.ParseInt(micros, 10, 64)
	if err != nil || numErr != nil || !ok || id == "" {
		return time.Time{}, "", unknot.Errorf(unknot.Invalid, "this is no cursor of a page; leave it out to begin at the start")
	}
	return time.UnixMicro(n).UTC(), id, nil
}

// page asks for the rows after a cursor, at most limit, and returns them as they
// are seen from outside, with the cursor of the next page: "" when this is the
// last. where says at which time and id the next page goes on after a row.
func page[Row, Seen any](cursor string, limit int, ask func(at time.Time, id string, most int) ([]Row, error),
	where func(Row) (time.Time, string), see func(Row) (Seen, error)) ([]Seen, string, error) {
	at, id, err := unmark(cursor)
	if err != nil {
		return nil, "", err
	}
	list, err := ask(at, id, limit+1) // one more tells whether there is a next page
	if err != nil {
		return nil, "", err
	}
	next := ""
	if len(list) > limit {
		list = list[:limit]
		next = mark(where(list[limit-1]))
	}
	out := make([]Seen, len(list))
	for i, row := range list {
		if out[i], err = see(row); err != nil {
			return nil, "", err
		}
	}
	return out, next, nil
}

// KeptPage lists kept answers, newest first, from where the cursor ended, and
// the cursor of the next page, "" when this is the last.
func (p *Practice) KeptPage(ctx context.Context, tenant, cursor string, limit int) ([]Kept, string, error) {
	return page(cursor, limit, func(at time.Time, id string, most int) ([]store.Episode, error) {
		return p.Store.Episodes(ctx, tenant, store.Episode{ID: id, Created: at}, most)
	}, func(e store.Episode) (time.Time, string) { return e.Created, e.ID },
		func(e store.Episode) (Kept, error) { return keptOf(e), nil })
}

// DiaryPage lists entries felt at since or later, latest first, without those
// that another corrected, and the cursor of the next page.
func (p *Practice) DiaryPage(ctx context.Context, tenant, cursor string, since time.Time, limit int) ([]unknot.Entry, string, error) {
	return page(cursor, limit, func(at time.Time, id string, most int) ([]store.Entry, error) {
		return p.Store.Current(ctx, tenant, "", since, store.Entry{ID: id, At: at}, most)
	}, func(e store.Entry) (time.Time, string) { return e.At, e.ID },
		func(e store.Entry) (unknot.Entry, error) { return p.readKept(e), nil })
}

// Entry returns one entry of the diary as it was kept.
func (p *Practice) Entry(ctx context.Context, tenant, id string) (unknot.Entry, error) {
	e, err := p.Store.Entry(ctx, tenant, id)
	if err != nil {
		return unknot.Entry{}, err
	}
	return p.readKept(e), nil
}

// CaseText returns a kept case as it came in, to the letter.
func (p *Practice) CaseText(ctx context.Context, tenant, id string) ([]byte, error) {
	e, err := p.Store.Episode(ctx, tenant, id)
	return []byte(e.Doc), err
}
