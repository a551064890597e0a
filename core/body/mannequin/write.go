//go:build ignore

// Writes the views of all figures for package figure, and the table of cells
// that package body reads. With words as arguments: only these figures, or only
// the cells.
package main

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/body/mannequin"
	"github.com/unknot/unknot/core/knowledge"
)

func main() {
	if len(os.Args) == 2 && os.Args[1] == "cells" {
		raw, err := os.ReadFile("../figure/data/neutral.txt")
		fail(err)
		fail(table([]string{string(raw)}))
		return
	}
	figures := mannequin.Figures
	if len(os.Args) > 1 {
		figures = nil
		for _, a := range os.Args[1:] {
			figures = append(figures, mannequin.Figure(a))
		}
	}
	for _, f := range figures {
		b := mannequin.New(f)
		cameras := mannequin.Cameras()
		text := make([]string, len(cameras))
		var all sync.WaitGroup
		free := make(chan bool, 3)
		for i := 0; i < len(cameras); i++ {
			c := cameras[i]
			if strings.Contains(c.ID, "left") {
				continue // drawn with the right
			}
			if !strings.Contains(c.ID, "right") {
				all.Go(func() {
					free <- true
					text[i] = b.Draw(c).Text()
					<-free
				})
				continue
			}
			left := slices.IndexFunc(cameras, func(l mannequin.Camera) bool { return l.ID == strings.Replace(c.ID, "right", "left", 1) })
			all.Go(func() {
				free <- true
				one, other := b.DrawPair(c, cameras[left])
				text[i], text[left] = one.Text(), other.Text()
				<-free
			})
		}
		all.Wait()
		if err := os.WriteFile("../figure/data/"+string(f)+".txt", []byte(strings.Join(text, "\n")), 0o644); err != nil {
			fail(err)
		}
		if f == mannequin.Neutral {
			fail(table(text))
		}
	}
}

// table writes the cells of the neutral figure.
func table(views []string) error {
	base, err := knowledge.Embedded()
	if err != nil {
		return err
	}
	seen := map[unknot.CellID][]string{}
	for _, text := range views {
		view := ""
		for line := range strings.Lines(text) {
			switch f := strings.Split(line, "\t"); f[0] {
			case "view":
				view = f[1]
			case "cell":
				seen[unknot.CellID(f[1])] = append(seen[unknot.CellID(f[1])], view)
			}
		}
	}
	out, err := mannequin.Table(base, seen)
	if err != nil {
		return err
	}
	return os.WriteFile("../cells.tsv", []byte(out), 0o644)
}

func fail(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
