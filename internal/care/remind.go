//go:build !js

package care

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/internal/store"
)

// PushKeys are this server's own keys for Web Push (VAPID, RFC 8292).
type PushKeys struct {
	Private string `json:"private"`
	Public  string `json:"public"`
}

// pushKeys belong to the house, not to a person.
var pushKeys = Shelf[PushKeys]{Kind: "push_keys", One: true}

// PushKeys returns the keys of this server, made by fresh when there are none.
func (p *Practice) PushKeys(ctx context.Context, fresh func() (private, public string, err error)) (PushKeys, error) {
	d, err := pushKeys.Get(ctx, p, store.House, "")
	if err != nil || d.Version > 0 {
		return d.Body, err
	}
	if d.Body.Private, d.Body.Public, err = fresh(); err != nil {
		return PushKeys{}, err
	}
	kept, err := pushKeys.Put(ctx, p, store.House, d)
	if unknot.IsKind(err, unknot.Conflict) { // another process was faster
		kept, err = pushKeys.Get(ctx, p, store.House, "")
	}
	return kept.Body, err
}

// Device is a browser that asked to be reminded (RFC 8030, RFC 8291).
type Device struct {
	Endpoint string    `json:"endpoint"`
	Auth     string    `json:"auth"`
	P256dh   string    `json:"p256dh"`
	Language string    `json:"language,omitempty"`
	Told     time.Time `json:"told,omitzero"`  // when it was reminded last
	What     string    `json:"what,omitempty"` // of what it was reminded last: log, session
	Later    time.Time `json:"later,omitzero"` // postponed until then
	Skip     string    `json:"skip,omitempty"` // a date on which the person wants no more
}

// Devices keeps the browsers to remind.
var Devices = Shelf[Device]{Kind: "push_device"}

// Due is one reminder that is due on one device.
type Due struct {
	Tenant string
	Device Document[Device]
	What   string // log, session
}

// lateBy is how long after its time a reminder is still given: a server that
// was off at eight does not remind at noon.
const lateBy = 30 * time.Minute

// DueReminders lists what is due now.
func (p *Practice) DueReminders(ctx context.Context) ([]Due, error) {
	now := p.Now()
	var out []Due
	err := Devices.Every(ctx, p, func(tenant string, d Document[Device]) error {
		prefs, err := Prefs.Get(ctx, p, tenant, "")
		if err != nil {
			return err
		}
		if what := due(now.In(prefs.Body.zone()), d.Body, prefs.Body.Reminders); what != "" {
			out = append(out, Due{tenant, d, what})
		}
		return nil
	})
	return out, err
}

// due says which reminder of a person is due on a device; "" for none. One
// that was given, postponed or refused is not given again.
func due(now time.Time, d Device, list []Reminder) string {
	if d.Skip == now.Format(time.DateOnly) {
		return ""
	}
	if !d.Later.IsZero() {
		if now.Before(d.Later) {
			return ""
		}
		if d.Told.Before(d.Later) && now.Sub(d.Later) < lateBy {
			return cmp.Or(d.What, "log")
		}
	}
	for _, r := range list {
		at, err := time.Parse("15:04", r.At)
		if err != nil || len(r.Days) > 0 && !slices.Contains(r.Days, now.Weekday()) {
			continue
		}
		then := time.Date(now.Year(), now.Month(), now.Day(), at.Hour(), at.Minute(), 0, 0, now.Location())
		if late := now.Sub(then); late >= 0 && late < lateBy && d.Told.Before(then) {
			return r.What
		}
	}
	return ""
}
