package cli

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"github.com/unknot/unknot/core/assess"
	"github.com/unknot/unknot/core/bench"
	"github.com/unknot/unknot/core/knowledge"
)

// exportNetwork writes network.bif, names.json, and for each vignette its case
// as NNN.uai with the log factor in logfactor.json.
func exportNetwork(s *streams, base *knowledge.Base, folder string) error {
	e := assess.NewEngine(base)
	list, err := bench.Vignettes(base, bench.Report)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return &exit{ExitBadInput, fmt.Sprintf("cannot make the folder: %v", err)}
	}
	write := func(name string, fill func(f *os.File) error) error {
		f, err := os.Create(filepath.Join(folder, name))
		if err != nil {
			return fmt.Errorf("export: %w", err)
		}
		if err := fill(f); err != nil {
			f.Close()
			return fmt.Errorf("export %s: %w", name, err)
		}
		return f.Close()
	}
	if err := write("network.bif", func(f *os.File) error { return e.WriteBIF(f) }); err != nil {
		return err
	}
	factor := map[string]float64{}
	for i := range list {
		name := fmt.Sprintf("%03d.uai", i+1)
		err := write(name, func(f *os.File) error {
			in := list[i].Input
			in.Danger = list[i].Danger
			x, err := e.WriteUAI(f, in)
			factor[name] = x
			return err
		})
		if err != nil {
			return err
		}
	}
	causes, findings := e.Names()
	err = write("names.json", func(f *os.File) error {
		return json.NewEncoder(f).Encode(map[string]any{"causes": causes, "findings": findings, "log_factor": factor})
	})
	if err == nil {
		_, err = fmt.Fprintf(s.out, "network.bif, names.json and %d cases written to %s\n", len(list), folder)
	}
	return err
}
