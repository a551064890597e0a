package hook_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/internal/care"
	"github.com/unknot/unknot/internal/care/caretest"
	"github.com/unknot/unknot/internal/edge/hook"
)

type got struct{ id, at, signature, body string }

// receiver takes messages, and fails as often as it is told to.
func receiver(t *testing.T, fails *int, into *[]got) *httptest.Server {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		raw, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		*into = append(*into, got{r.Header.Get("Webhook-Id"), r.Header.Get("Webhook-Timestamp"), r.Header.Get("Webhook-Signature"), string(raw)})
		if *fails > 0 {
			*fails--
			w.WriteHeader(http.StatusInternalServerError)
		}
	}))
	t.Cleanup(s.Close)
	return s
}

func practice(t *testing.T) (*care.Practice, *time.Time) {
	t.Helper()
	p := caretest.Practice(t)
	now := time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)
	p.Now = func() time.Time { return now }
	return p, &now
}

func drain(t *testing.T, p *care.Practice, inside bool) (n int) {
	t.Helper()
	send := hook.Sender(inside, p.Now)
	for {
		there, err := p.Deliver(context.Background(), "test", send)
		if err != nil {
			t.Fatal(err)
		}
		if !there {
			return n
		}
		n++
	}
}

func log(t *testing.T, p *care.Practice, danger map[string]unknot.Answer) unknot.Entry {
	t.Helper()
	e, _, err := p.Log(context.Background(), care.Home, unknot.Entry{Sleep: -1, Stress: -1, Note: "private words", Places: []unknot.PainAt{{Cells: []unknot.CellID{"temple.right"}, Now: 6, Worst: -1, Average: -1}}}, danger)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// A message holds ids alone, is signed so that another program agrees, and is
// tried again under the same id until it arrives.
func TestMessagesAreSignedAndTriedAgain(t *testing.T) {
	p, now := practice(t)
	var list []got
	fails := 2
	web := receiver(t, &fails, &list)
	h, err := p.AddHook(context.Background(), care.Home, care.Hook{URL: web.URL + "/in", Events: []string{care.EntryKept, care.DangerRaised}})
	if err != nil {
		t.Fatal(err)
	}
	e := log(t, p, nil)
	if n := drain(t, p, true); n != 1 || len(list) != 1 {
		t.Fatalf("%d tries at once", n)
	}
	*now = now.Add(6 * time.Second)
	drain(t, p, true)
	*now = now.Add(30 * time.Second)
	if drain(t, p, true); len(list) != 2 {
		t.Errorf("tried again too soon: %d", len(list))
	}
	*now = now.Add(time.Minute)
	if drain(t, p, true); len(list) != 3 || list[0].id != list[2].id || list[0].body != list[2].body {
		t.Errorf("%+v", list)
	}
	*now = now.Add(24 * time.Hour)
	if drain(t, p, true); len(list) != 3 {
		t.Error("sent again after it arrived")
	}
	if want := fmt.Sprintf(`{"type":"entry.kept","timestamp":"2026-11-20T09:00:00Z","data":{"entry":%q}}`, e.ID); list[2].body != want {
		t.Errorf("%s, want %s", list[2].body, want)
	}
	const verify = `const c = require('node:crypto'); const [secret, id, at, body, said] = process.argv.slice(1);
const mac = c.createHmac('sha256', Buffer.from(secret.slice(6), 'base64')).update(id + '.' + at + '.' + body).digest('base64');
console.log(said === 'v1,' + mac ? 'good' : 'bad');`
	for body, want := range map[string]string{list[2].body: "good", list[2].body + " ": "bad"} {
		out, err := exec.Command("node", "-e", verify, h.Body.Secret, list[2].id, list[2].at, body, list[2].signature).CombinedOutput()
		if err != nil || strings.TrimSpace(string(out)) != want {
			t.Errorf("another program says %s %v, want %s", out, err, want)
		}
	}
}

func TestDetailIsSentOnlyWhenChosen(t *testing.T) {
	p, _ := practice(t)
	var list []got
	none := 0
	web := receiver(t, &none, &list)
	if _, err := p.AddHook(context.Background(), care.Home, care.Hook{URL: web.URL, Events: []string{care.DangerRaised}, Detail: true}); err != nil {
		t.Fatal(err)
	}
	log(t, p, nil) // not wanted
	log(t, p, map[string]unknot.Answer{"chest_pressure": unknot.Yes})
	drain(t, p, true)
	var m struct {
		Type string
		Data care.Told
	}
	if len(list) != 1 || json.Unmarshal([]byte(list[0].body), &m) != nil || m.Type != "danger.raised" || m.Data.Level != "emergency" || m.Data.Pain == nil || *m.Data.Pain != 6 || strings.Contains(list[0].body, "private") {
		t.Errorf("%+v", list)
	}
}

// A stranger's hook must not reach what only the server can, not even by way
// of a redirect; and a dead address is left alone in the end.
func TestOnlyTheChosenAddressIsReached(t *testing.T) {
	p, now := practice(t)
	var list []got
	none := 0
	web := receiver(t, &none, &list)
	if _, err := p.AddHook(context.Background(), care.Home, care.Hook{URL: web.URL, Events: []string{care.EntryKept}}); err != nil {
		t.Fatal(err)
	}
	log(t, p, nil)
	if drain(t, p, false); len(list) != 0 {
		t.Error("an address within the own network was reached")
	}
	moved := httptest.NewServer(http.RedirectHandler(web.URL, http.StatusTemporaryRedirect))
	defer moved.Close()
	if err := hook.Sender(true, p.Now)(context.Background(), care.Message{ID: "1", URL: moved.URL, Secret: "whsec_AAAA", Body: []byte("{}")}); err == nil || len(list) != 0 {
		t.Errorf("a redirect was followed: %v", err)
	}
	for range 12 {
		*now = now.Add(13 * time.Hour)
		drain(t, p, false)
	}
	docs, _, err := care.Hooks.Page(context.Background(), p, care.Home, "", "", 10)
	if err != nil || len(docs) != 1 || docs[0].Body.Failed != 1 {
		t.Errorf("%+v %v", docs, err)
	}
	if err := care.Hooks.Delete(context.Background(), p, care.Home, docs[0].ID); err != nil {
		t.Fatal(err)
	}
	log(t, p, nil)
	if n := drain(t, p, true); n != 0 || len(list) != 0 {
		t.Error("a hook that was taken away still sends")
	}
	for _, bad := range []care.Hook{{URL: "ftp://x.example", Events: care.Events}, {URL: "https://me:secret@x.example", Events: care.Events}, {URL: "https://x.example"}, {URL: "https://x.example", Events: []string{"everything"}}} {
		if _, err := p.AddHook(context.Background(), care.Home, bad); err == nil {
			t.Errorf("%+v was accepted", bad)
		}
	}
}
