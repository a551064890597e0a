package cli

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os/signal"
	"syscall"
	"time"
)

type serveCmd struct {
	dataFlags
	Listen string `default:"127.0.0.1:8765" env:"UNKNOT_LISTEN" help:"Address to listen on; only this computer's own."`
}

// grace is how long open requests may take to end after a stop.
const grace = 5 * time.Second

// Run serves the pages until it is interrupted.
func (c *serveCmd) Run(s *streams) (err error) {
	if err := loopbackOnly(c.Listen); err != nil {
		return err
	}
	p, err := c.open(context.Background())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, p.Close()) }()
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	log := slog.New(slog.NewTextHandler(s.err, nil))
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", c.Listen)
	if err != nil {
		return &exit{ExitBadInput, fmt.Sprintf("cannot listen on %s: %v; another program may use it, try --listen 127.0.0.1:0", c.Listen, err)}
	}
	server := &http.Server{Handler: faces(p, log), ReadHeaderTimeout: 10 * time.Second, ReadTimeout: time.Minute, WriteTimeout: time.Minute}
	fmt.Fprintf(s.out, "unknot is open at http://%s (stop with Ctrl-C)\n", listener.Addr())
	if where, _ := c.place(); c.Database == "" { // it was just opened: no error now
		fmt.Fprintf(s.out, "Your data stays in %s\n", where)
	}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
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

// loopbackOnly refuses addresses that other machines can reach: without
// accounts anybody who can reach the page could read it.
func loopbackOnly(address string) error {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return &exit{ExitUsage, fmt.Sprintf("--listen %q: write it as 127.0.0.1:8765", address)}
	}
	if ip := net.ParseIP(host); host == "localhost" || ip != nil && ip.IsLoopback() {
		return nil
	}
	return &exit{ExitUsage, fmt.Sprintf("--listen %q: without accounts unknot only opens on this computer; use 127.0.0.1:8765", address)}
}
