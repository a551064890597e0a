package cli

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/unknot/unknot/internal/care"
)

type serveCmd struct {
	dataFlags
	workFlags
	oidcFlags
	Listen      string `default:"127.0.0.1:8765" env:"UNKNOT_LISTEN" help:"Address to listen on; others than this computer's own need accounts and https."`
	Demo        bool   `help:"Show an invented person with eight weeks of diary, in a folder that goes when this ends."`
	Auth        string `enum:"auto,on" default:"auto" env:"UNKNOT_AUTH" help:"on: everybody signs in. auto: as soon as there is an account (unknot user add)."`
	Cert        string `type:"path" placeholder:"FILE" env:"UNKNOT_TLS_CERT" help:"Certificate for https (PEM)."`
	Key         string `type:"path" placeholder:"FILE" env:"UNKNOT_TLS_KEY" help:"Key of the certificate (PEM)."`
	HooksInside bool   `env:"UNKNOT_HOOKS_INSIDE" help:"Messages to other programs may go to addresses within this server's own network, also with accounts."`
	Proxy       bool   `env:"UNKNOT_BEHIND_PROXY" help:"Browsers come through a proxy that speaks https."`
}

// grace is how long open requests may take to end after a stop.
const grace = 5 * time.Second

// Run serves the pages until it is interrupted.
func (c *serveCmd) Run(s *streams) (err error) {
	if c.Auth != "on" && c.Cert == "" && !c.Proxy { // whatever accounts there are: no https, so no others
		if err := loopbackOnly(c.Listen, "without accounts and https"); err != nil {
			return err
		}
	}
	if err := c.oidcFlags.check(); err != nil {
		return err
	}
	if c.Demo {
		folder, err := os.MkdirTemp("", "unknot-demo-")
		if err != nil {
			return fmt.Errorf("make a folder for the demo: %w", err)
		}
		defer os.RemoveAll(folder)
		c.Data, c.Database = folder, ""
	}
	p, err := c.open(context.Background())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, p.Close()) }()
	if c.Demo {
		p.Shown = true
		if err := p.Demo(context.Background()); err != nil {
			return err
		}
	}
	go p.Engine() // nobody shall wait for it at the first answer
	auth, secure, err := c.guards(p)
	if err != nil {
		return err
	}
	plan, err := c.schedule(s, &c.dataFlags)
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	log := slog.New(slog.NewTextHandler(s.err, nil))
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", c.Listen)
	if err != nil {
		return &exit{ExitBadInput, fmt.Sprintf("cannot listen on %s: %v; another program may use it, try --listen 127.0.0.1:0", c.Listen, err)}
	}
	server := &http.Server{Handler: c.handler(p, log, auth, secure), ReadHeaderTimeout: 10 * time.Second, ReadTimeout: time.Minute, WriteTimeout: time.Minute}
	scheme := "http"
	if c.Cert != "" {
		scheme = "https"
	}
	fmt.Fprintf(s.out, "unknot is open at %s://%s (stop with Ctrl-C)\n", scheme, listener.Addr())
	if where, _ := c.place(); c.Database == "" { // it was just opened: no error now
		fmt.Fprintf(s.out, "Your data stays in %s\n", where)
	}
	var working sync.WaitGroup
	working.Go(func() { work(ctx, p, plan, log) })
	working.Go(func() { remind(ctx, p, log) })
	working.Go(func() { deliver(ctx, p, !auth || c.HooksInside, log) })
	working.Go(func() { p.Foresee(ctx) })
	defer working.Wait() // so that the store is closed after a backup has ended
	failed := make(chan error, 1)
	go func() {
		if c.Cert != "" {
			failed <- server.ServeTLS(listener, c.Cert, c.Key)
			return
		}
		failed <- server.Serve(listener)
	}()
	select {
	case err := <-failed:
		stop()
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	end, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
	defer cancel()
	if err := server.Shutdown(end); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("stop the server: %w", err)
	}
	return nil
}

// handler is what answers. Behind a proxy the caller is who the proxy names,
// so that one guesser does not use up the tries of everybody.
func (c *serveCmd) handler(p *care.Practice, log *slog.Logger, auth, secure bool) http.Handler {
	all := faces(p, log, auth, secure, c.other())
	if !c.Proxy {
		return all
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if at := r.Header.Values("X-Forwarded-For"); len(at) > 0 {
			// the proxy adds its own caller last; what stands before, anybody may have written
			list := strings.Split(at[len(at)-1], ",")
			if ip := net.ParseIP(strings.TrimSpace(list[len(list)-1])); ip != nil {
				r.RemoteAddr = net.JoinHostPort(ip.String(), "0")
			}
		}
		all.ServeHTTP(w, r)
	})
}

// guards says whether everybody signs in, and whether browsers come by https
// alone. It refuses to let others reach pages that anybody could read, or
// passwords that anybody on the way could read.
func (c *serveCmd) guards(p *care.Practice) (auth, secure bool, err error) {
	if (c.Cert == "") != (c.Key == "") {
		return false, false, &exit{ExitUsage, "--cert and --key belong together"}
	}
	secure = c.Cert != "" || c.Proxy
	list, err := p.Accounts(context.Background())
	if err != nil {
		return false, false, err
	}
	auth = len(list) > 0 || c.Auth == "on"
	if c.Auth == "on" && len(list) == 0 {
		return false, false, &exit{ExitBadInput, "there is no account yet; add one first: unknot user add NAME"}
	}
	if !auth {
		return false, false, loopbackOnly(c.Listen, "without accounts")
	}
	if !secure {
		return true, false, loopbackOnly(c.Listen, "without https (--cert and --key, or --proxy)")
	}
	return auth, secure, nil
}

// loopbackOnly refuses addresses that other machines can reach: without
// accounts anybody who can reach the page could read it.
func loopbackOnly(address, without string) error {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return &exit{ExitUsage, fmt.Sprintf("--listen %q: write it as 127.0.0.1:8765", address)}
	}
	if ip := net.ParseIP(host); host == "localhost" || ip != nil && ip.IsLoopback() {
		return nil
	}
	return &exit{ExitUsage, fmt.Sprintf("--listen %q: %s unknot only opens on this computer; use 127.0.0.1:8765", address, without)}
}
