// Command unknot-fill fills a database with a made-up crowd, so that anybody
// can measure unknot at the size of their clinic:
//
//	go run ./cmd/unknot-fill -people 1000 -days 365 /tmp/crowd
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"time"

	"github.com/unknot/unknot/internal/care"
)

func main() {
	people := flag.Int("people", 1000, "how many people")
	days := flag.Int("days", 365, "entries of each")
	file := flag.String("case", "examples/desk-worker.json", "the case of each episode")
	flag.Parse()
	if err := fill(*people, *days, *file, flag.Arg(0)); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func fill(people, days int, file, where string) error {
	if where == "" {
		return fmt.Errorf("name a folder or a PostgreSQL address that may be filled")
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return fmt.Errorf("read the case: %w", err)
	}
	p, err := care.Open()
	if err != nil {
		return err
	}
	ctx := context.Background()
	if err := p.OpenStore(ctx, where); err != nil {
		return err
	}
	defer p.Close()
	start := time.Now()
	c := care.Crowd{People: people, Days: days, Case: text, From: time.Date(2026, 1, 1, 6, 0, 0, 0, time.UTC)}
	err = p.Fill(ctx, c, func(n int) {
		if n%1000 == 0 || n == people {
			rows := float64(n) * float64(days+1)
			fmt.Fprintf(os.Stderr, "%d of %d people, %.0f rows/s\n", n, people, rows/time.Since(start).Seconds())
		}
	})
	return err
}
