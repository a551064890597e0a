package cli

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/unknot/unknot/client"
	"github.com/unknot/unknot/internal/care"
	"github.com/unknot/unknot/internal/store/storetest"
)

// server is a process of its own.
type server struct {
	process *exec.Cmd
	address string
}

// startServer runs "unknot serve" on a free port and waits until it is open.
func startServer(t *testing.T, more ...string) server {
	t.Helper()
	c := exec.Command(os.Args[0], append([]string{"serve", "--listen", "127.0.0.1:0"}, more...)...)
	c.Env = append(os.Environ(), "UNKNOT_TEST_BE=1")
	c.Stderr = os.Stderr
	out, err := c.StdoutPipe()
	if err == nil {
		err = c.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Process.Kill(); _ = c.Wait() })
	line, err := bufio.NewReader(out).ReadString('\n')
	_, rest, found := strings.Cut(line, " at ")
	address, _, _ := strings.Cut(rest, " ")
	if err != nil || !found {
		t.Fatalf("%q: %v", line, err)
	}
	return server{c, address}
}

// soaking is how often something is done: little, or UNKNOT_SOAK times.
func soaking(little int) int {
	if n, err := strconv.Atoi(os.Getenv("UNKNOT_SOAK")); err == nil {
		return n
	}
	return little
}

// clinic is many programs that talk to several servers of one database.
type clinic struct {
	t       *testing.T
	servers []server
	token   string
	mu      sync.Mutex
	acked   map[string]bool // entries
	changes atomic.Int64    // of the shared episode, that were acknowledged
	unsure  atomic.Int64    // changes whose answer never came
}

// ask sends a request to some server. An answer that does not come because
// that server died is no error: 0.
func (c *clinic) ask(method, path string, header map[string]string, body []byte) (int, http.Header, []byte) {
	for {
		s := c.servers[rand.IntN(len(c.servers))]
		r, err := http.NewRequest(method, s.address+path, bytes.NewReader(body))
		if err != nil {
			c.t.Error(err)
			return 0, nil, nil
		}
		r.Header.Set("Authorization", "Bearer "+c.token)
		r.Header.Set("Content-Type", "application/json")
		for k, v := range header {
			r.Header.Set(k, v)
		}
		answer, err := http.DefaultClient.Do(r)
		if errors.Is(err, syscall.ECONNREFUSED) { // dead already: nothing was sent
			continue
		}
		if err != nil {
			return 0, nil, nil
		}
		raw, err := io.ReadAll(answer.Body)
		answer.Body.Close()
		switch {
		case err != nil:
			return 0, nil, nil
		case answer.StatusCode == http.StatusTooManyRequests:
			time.Sleep(20 * time.Millisecond)
			continue
		}
		return answer.StatusCode, answer.Header, raw
	}
}

// log keeps one entry, sending it again until some server says that it is kept.
func (c *clinic) log(id string) {
	body := fmt.Sprintf(`{"schema":"unknot.entry/v1","id":%q,"at":"2026-11-24T08:00:00Z","places":[{"cells":["temple.right"],"now":4}]}`, id)
	for range 50 {
		switch status, _, raw := c.ask("POST", "/api/v1/entries", nil, []byte(body)); status {
		case http.StatusCreated:
			c.mu.Lock()
			c.acked[id] = true
			c.mu.Unlock()
			return
		case 0: // the server died; perhaps it was kept: send again
		default:
			c.t.Errorf("log %s: %d %s", id, status, raw)
			return
		}
	}
	c.t.Errorf("%s was never kept", id)
}

// change says that the shared episode is quiet, or goes on, as somebody who
// looks first and sends what was seen.
func (c *clinic) change(path string, quiet bool) {
	for {
		status, head, _ := c.ask("GET", path, nil, nil)
		if status != http.StatusOK {
			continue
		}
		switch status, _, raw := c.ask("PATCH", path, map[string]string{"If-Match": head.Get("ETag")}, fmt.Appendf(nil, `{"quiet":%v}`, quiet)); status {
		case http.StatusOK:
			c.changes.Add(1)
			return
		case 0:
			c.unsure.Add(1)
		case http.StatusPreconditionFailed, http.StatusConflict: // somebody was faster: look again
		default:
			c.t.Errorf("change: %d %s", status, raw)
			return
		}
	}
}

// Three servers share one PostgreSQL under load, and one is killed. Every
// acknowledged entry is there once, no change of the shared episode is lost, a
// case that is sent twice is kept once, and who signed in at the dead server
// is still signed in at the others.
func TestThreeServersAndOneIsKilled(t *testing.T) {
	ctx, where := context.Background(), storetest.Postgres(t)
	p, err := care.Open()
	if err == nil {
		err = p.OpenStore(ctx, where)
	}
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	if _, err := p.AddAccount(ctx, "ada", "person", "four plain words here"); err != nil {
		t.Fatal(err)
	}
	c := &clinic{t: t, acked: map[string]bool{}}
	if c.token, err = p.AddToken(ctx, "ada", "load", []string{"read", "write"}, time.Hour); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		c.servers = append(c.servers, startServer(t, "--database", where))
	}
	cookies := signIn(t, c.servers[0])
	raw, err := os.ReadFile("../../../examples/desk-worker.json")
	if err != nil {
		t.Fatal(err)
	}
	var shared client.Episode
	for range 3 { // with one key it is one episode, whoever is asked
		status, _, answer := c.ask("POST", "/api/v1/episodes", map[string]string{"Idempotency-Key": "once"}, raw)
		var e client.Episode
		if err := json.Unmarshal(answer, &e); err != nil || status != http.StatusCreated || shared.ID != "" && e.ID != shared.ID {
			t.Fatalf("%d %s %v", status, answer, err)
		}
		shared = e
	}
	workers, each := 6, soaking(15)
	var wait sync.WaitGroup
	var done atomic.Int64
	for w := range workers {
		wait.Go(func() {
			for i := range each {
				c.log(fmt.Sprintf("w%d-%d", w, i))
				if i%3 == 0 {
					c.change("/api/v1/episodes/"+shared.ID, i%2 == 0)
				}
				c.ask("GET", "/api/v1/entries?limit=20", nil, nil)
				if done.Add(1) == int64(workers*each/3) {
					_ = c.servers[0].process.Process.Kill()
				}
			}
		})
	}
	wait.Wait()
	tenant, err := p.AccountNamed(ctx, "ada")
	if err != nil {
		t.Fatal(err)
	}
	list, err := p.Diary(ctx, tenant.Tenant, 2*workers*each)
	if err != nil || len(list) != workers*each || len(c.acked) != workers*each {
		t.Errorf("%d kept, %d acknowledged, of %d: %v", len(list), len(c.acked), workers*each, err)
	}
	for _, e := range list {
		if !c.acked[e.ID] {
			t.Errorf("%s was never acknowledged", e.ID)
		}
	}
	kept, err := p.Kept(ctx, tenant.Tenant, shared.ID)
	if raised := kept.Version - 1; err != nil || raised < c.changes.Load() || raised > c.changes.Load()+c.unsure.Load() {
		t.Errorf("%d changes were acknowledged (%d unsure), %d were kept: %v", c.changes.Load(), c.unsure.Load(), raised, err)
	}
	if all, err := p.Recent(ctx, tenant.Tenant, 9); err != nil || len(all) != 1 {
		t.Errorf("%d episodes: %v", len(all), err)
	}
	for i, s := range c.servers[1:] {
		if got := signedIn(t, s, cookies); got != http.StatusOK {
			t.Errorf("server %d asks to sign in again: %d", i+1, got)
		}
	}
}

// signIn signs ada in by the page and returns her cookies.
func signIn(t *testing.T, s server) []*http.Cookie {
	t.Helper()
	jar, _ := cookiejar.New(nil) // it never fails without options
	browser := &http.Client{Jar: jar}
	answer, err := browser.PostForm(s.address+"/sign-in", url.Values{"name": {"ada"}, "password": {"four plain words here"}})
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	u, err := url.Parse(s.address)
	if err != nil || len(jar.Cookies(u)) == 0 {
		t.Fatalf("not signed in: %d %v", answer.StatusCode, err)
	}
	return jar.Cookies(u)
}

func signedIn(t *testing.T, s server, cookies []*http.Cookie) int {
	t.Helper()
	r, err := http.NewRequest("GET", s.address+"/account", nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range cookies {
		r.AddCookie(k)
	}
	answer, err := http.DefaultTransport.RoundTrip(r) // a redirect to sign-in would be seen as such
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	return answer.StatusCode
}
