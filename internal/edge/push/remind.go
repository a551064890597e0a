package push

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"time"

	"github.com/unknot/unknot/internal/base/locale"
	"github.com/unknot/unknot/internal/care"
)

// titles say that it is time, and nothing about the person.
var titles = map[string]string{"log": msg("How is it now?"), "session": msg("Time for your session")}

// msg marks a text that is said later, so that a test finds it.
func msg(text string) string { return text }

// patience is how long one push service may take.
const patience = 10 * time.Second

// Remind sends what is due. A device that cannot be reached is tried again at
// the next reminder; one that has gone is forgotten.
func Remind(ctx context.Context, p *care.Practice, log *slog.Logger) {
	list, err := p.DueReminders(ctx)
	if err != nil {
		if ctx.Err() == nil {
			log.Error("reminders not looked up", "error", err.Error())
		}
		return
	}
	if len(list) == 0 {
		return
	}
	keys, err := p.PushKeys(ctx, Fresh)
	if err != nil {
		log.Error("push keys not read", "error", err.Error())
		return
	}
	client := &http.Client{Timeout: patience}
	for _, due := range list {
		if err := remind(ctx, client, p, keys, due); err != nil && ctx.Err() == nil {
			log.Warn("a reminder was not sent", "error", err.Error())
		}
	}
}

func remind(ctx context.Context, client *http.Client, p *care.Practice, keys care.PushKeys, due care.Due) error {
	l, ok := locale.Named(due.Device.Body.Language)
	if !ok {
		l = locale.English
	}
	tr := l.Text
	message, err := json.Marshal(map[string]string{"what": due.What, "title": l.Text(titles[due.What]), "later": tr("In an hour"), "off": tr("Not today")})
	if err != nil {
		return err
	}
	due.Device.Body.Told, due.Device.Body.What = p.Now(), due.What
	if due.Device, err = care.Devices.Put(ctx, p, due.Tenant, due.Device); err != nil {
		return err // another process tells
	}
	err = Send(ctx, client, keys, due.Device.Body, message, p.Now())
	if errors.Is(err, ErrGone) {
		return care.Devices.Delete(ctx, p, due.Tenant, due.Device.ID)
	}
	return err
}
