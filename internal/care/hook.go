//go:build !js

package care

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/internal/base/auth"
	"github.com/unknot/unknot/internal/store"
)

// Hook is an address that the person chose, and what it is told.
type Hook struct {
	URL    string   `json:"url"`
	Secret string   `json:"secret"` // whsec_ and 32 bytes in base64, as Standard Webhooks writes it
	Events []string `json:"events"`
	Detail bool     `json:"detail,omitempty"` // level and pain besides the ids
	Failed int      `json:"failed,omitempty"` // messages in a row that were given up
}

// Hooks keeps the hooks of each person; each change is in the audit log.
var Hooks = Shelf[Hook]{Kind: "hook", Noted: true, Check: checkHook}

// Limits: hooks of one person, and messages that are given up before a hook is
// left alone. Judgement.
const mostHooks, mostFailed = 10, 20

func checkHook(h Hook) error {
	at, err := url.Parse(h.URL)
	if err != nil || at.Host == "" || at.Scheme != "https" && at.Scheme != "http" || at.User != nil || at.Fragment != "" || len(h.URL) > 500 {
		return unknot.FieldErrorf("url", "the address must begin with https:// or http:// and hold no password")
	}
	if len(h.Events) == 0 {
		return unknot.Errorf(unknot.Invalid, "choose what to tell: %s", strings.Join(Events, ", "))
	}
	for _, e := range h.Events {
		if !slices.Contains(Events, e) {
			return unknot.Errorf(unknot.Invalid, "there is no event %q; use %s", e, strings.Join(Events, ", "))
		}
	}
	return nil
}

// AddHook keeps an address to tell, and makes the secret that signs.
func (p *Practice) AddHook(ctx context.Context, tenant string, h Hook) (Document[Hook], error) {
	list, err := p.hooks(ctx, tenant)
	if err != nil {
		return Document[Hook]{}, err
	}
	if len(list) >= mostHooks {
		return Document[Hook]{}, unknot.Errorf(unknot.Invalid, "keep at most %d addresses", mostHooks)
	}
	key := make([]byte, 32)
	_, _ = rand.Read(key) // never fails
	h.Secret, h.Failed = "whsec_"+base64.StdEncoding.EncodeToString(key), 0
	return Hooks.Put(ctx, p, tenant, Document[Hook]{Body: h})
}

func (p *Practice) hooks(ctx context.Context, tenant string) ([]Document[Hook], error) {
	list, _, err := Hooks.Page(ctx, p, tenant, "", "", mostHooks)
	return list, err
}

// message is what is sent, as it waits in the table of jobs.
type message struct {
	Hook string          `json:"hook"`
	Body json.RawMessage `json:"body"`
}

// hookJob is the kind of its jobs.
const hookJob = "hook"

// tell puts a message for each hook that wants the event into the table of
// jobs. What the event is about is safe already: when the message cannot be
// put down, the person must not be told that their entry was not kept.
func (p *Practice) tell(ctx context.Context, tenant, event string, about Told) {
	list, err := p.hooks(ctx, tenant)
	if err != nil {
		return
	}
	now := p.Now().UTC()
	for _, d := range list {
		if !slices.Contains(d.Body.Events, event) || d.Body.Failed >= mostFailed {
			continue
		}
		data := about
		if !d.Body.Detail {
			data.Level, data.Pain = "", nil
		}
		body, err := json.Marshal(struct {
			Type string    `json:"type"`
			Time time.Time `json:"timestamp"`
			Data Told      `json:"data"`
		}{event, now, data})
		if err != nil {
			continue // such a value can always be written
		}
		doc, err := json.Marshal(message{d.ID, body})
		if err != nil {
			continue
		}
		id := "hook-" + auth.Hash(d.ID, event, about.Episode, about.Entry, about.Visit, now.String())
		_ = p.Store.AddJob(ctx, store.Job{Tenant: tenant, ID: id, Kind: hookJob, Doc: string(doc), Due: now}) // see above
	}
}

// Message is one delivery: the body is signed with the secret, under an id
// that stays the same when it is tried again.
type Message struct {
	ID     string
	URL    string
	Secret string
	Body   []byte
}

// waits are the pauses between tries; after the last the message is given up.
var waits = []time.Duration{5 * time.Second, time.Minute, 5 * time.Minute, 30 * time.Minute, 2 * time.Hour, 6 * time.Hour, 12 * time.Hour}

// hookLease is how long one delivery may take.
const hookLease = time.Minute

// Deliver sends one message that is due, and reports whether there was one.
// A failure is tried again later; whoever receives it must bear a message
// twice, and knows it by its id.
func (p *Practice) Deliver(ctx context.Context, holder string, send func(context.Context, Message) error) (bool, error) {
	j, due, err := p.Store.ClaimJob(ctx, holder, p.Now(), hookLease, hookJob)
	if err != nil || !due {
		return false, err
	}
	var m message
	if err := json.Unmarshal([]byte(j.Doc), &m); err != nil {
		return true, p.Store.DoneJob(ctx, j) // nobody can read it, now or later
	}
	d, err := Hooks.Get(ctx, p, j.Tenant, m.Hook)
	if unknot.IsKind(err, unknot.NotFound) { // the person took the hook away
		return true, p.Store.DoneJob(ctx, j)
	}
	if err != nil {
		return true, err
	}
	failure := send(ctx, Message{j.ID, d.Body.URL, d.Body.Secret, m.Body})
	if failure != nil && int(j.Tries) <= len(waits) {
		return true, p.Store.RetryJob(ctx, j, p.Now().Add(waits[j.Tries-1]))
	}
	if was := d.Body.Failed; failure != nil || was > 0 {
		d.Body.Failed = 0
		if failure != nil {
			d.Body.Failed = was + 1
		}
		if _, err := Hooks.Put(ctx, p, j.Tenant, d); err != nil && !unknot.IsKind(err, unknot.Conflict) && !unknot.IsKind(err, unknot.NotFound) {
			return true, fmt.Errorf("note the delivery: %w", err)
		}
	}
	return true, p.Store.DoneJob(ctx, j)
}
