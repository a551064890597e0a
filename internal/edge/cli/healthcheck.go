package cli

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"time"
)

type healthcheckCmd struct {
	Listen string `default:"127.0.0.1:8765" env:"UNKNOT_LISTEN" help:"Address of the server to ask."`
}

// patience is how long the server may take to answer.
const patience = 5 * time.Second

// Run asks a running server whether it is ready; the exit code is 1 when not.
func (c *healthcheckCmd) Run(s *streams) error {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+c.Listen+"/readyz", nil)
	if err != nil {
		return &exit{ExitUsage, fmt.Sprintf("--listen %q: write it as 127.0.0.1:8765", c.Listen)}
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return &exit{ExitBadInput, fmt.Sprintf("no server answers at %s; start it with unknot serve", c.Listen)}
	}
	defer answer.Body.Close()
	_, _ = io.Copy(io.Discard, io.LimitReader(answer.Body, 1<<10)) // only the status counts
	if answer.StatusCode != http.StatusOK {
		return &exit{ExitBadInput, fmt.Sprintf("the server at %s is not ready (%d); see what it logs", c.Listen, answer.StatusCode)}
	}
	_, err = fmt.Fprintln(s.out, "ready")
	return err
}
