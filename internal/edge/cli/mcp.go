package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os/signal"
	"syscall"
	"time"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/unknot/unknot/internal/care"
	"github.com/unknot/unknot/internal/edge/mcp"
)

type mcpCmd struct {
	Listen string `placeholder:"ADDRESS" help:"Serve over HTTP at this address of this computer, such as 127.0.0.1:8766. Default: standard input and output."`
}

// Run serves an assistant until it hangs up.
func (c *mcpCmd) Run(s *streams) error {
	p, err := care.Open()
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	if c.Listen == "" {
		err := mcp.Server(p, p.Base.Version).Run(ctx, &sdk.IOTransport{Reader: io.NopCloser(s.in), Writer: nopCloser{s.out}})
		if errors.Is(err, io.EOF) || ctx.Err() != nil {
			return nil
		}
		return err
	}
	if err := loopbackOnly(c.Listen, "without accounts"); err != nil {
		return err
	}
	server := &http.Server{Addr: c.Listen, Handler: mcp.Handler(p, p.Base.Version), ReadHeaderTimeout: 10 * time.Second, ReadTimeout: time.Minute}
	fmt.Fprintf(s.err, "Assistants may ask at http://%s (stop with Ctrl-C)\n", c.Listen)
	failed := make(chan error, 1)
	go func() { failed <- server.ListenAndServe() }()
	select {
	case err := <-failed:
		return &exit{ExitBadInput, fmt.Sprintf("cannot listen on %s: %v", c.Listen, err)}
	case <-ctx.Done():
	}
	return server.Close()
}

type nopCloser struct{ io.Writer }

func (nopCloser) Close() error { return nil }
