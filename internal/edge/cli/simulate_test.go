package cli_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestSimulateAnalyses(t *testing.T) {
	for args, owes := range map[string][]string{
		"--hysteresis":      {"rises and falls", ">", "<", "hypothesis"},
		"--robustness":      {"two stable states", "all of these at once", "hypothesis"},
		"--pair --days 150": {"has become short", "hypothesis"},
		"--scapula":         {"trapezius lower", "rhomboids", "hypothesis"},
		"--threshold":       {"no single release", "hypothesis"},
		"--body trapezius_upper --body temporalis_anterior --days 40": {"Felt at", "temple", "hypothesis"},
		"--sensitivity": {"supply of energy", "spread", "hypothesis"},
		"--facts":       {"FAIL", "rows pass", "tuned:", "untouched:"},
		"../../../examples/stories/desk-and-weekend.yaml": {"with weekends", "latent", "PPT is the pressure", "hypothesis"},
		"--bifurcation -o csv":                            {"curve,load_percent,contracture\nstable,0.00,", "tips,"},
	} {
		code, out, errs := run("", append([]string{"simulate"}, strings.Fields(args)...)...)
		if code != 0 {
			t.Errorf("%s: %d %s", args, code, errs)
		}
		for _, want := range owes {
			if !strings.Contains(out, want) {
				t.Errorf("%s does not say %q:\n%s", args, want, out)
			}
		}
	}
}

func TestSimulateDraws(t *testing.T) {
	folder := t.TempDir()
	for name, start := range map[string]string{"a.svg": "<svg ", "a.png": "\x89PNG"} {
		path := filepath.Join(folder, name)
		if code, _, errs := run("", "simulate", story("it-lets-go"), "--plot", path); code != 0 {
			t.Fatal(errs)
		}
		if code, _, errs := run("", "simulate", "--bifurcation", "--plot", filepath.Join(folder, "both-"+name)); code != 0 {
			t.Fatal(errs)
		}
		raw, err := os.ReadFile(path)
		if err != nil || !strings.HasPrefix(string(raw), start) {
			t.Errorf("%s begins with %q, %v", name, raw[:min(8, len(raw))], err)
		}
	}
	for _, args := range [][]string{{"simulate", story("it-lets-go"), "--plot", "a.gif"}, {"simulate", "--bifurcation", "--pair"}, {"simulate", "--body", "no_such_muscle"}, {"simulate", "--pair", "--days", "99999"}, {"simulate", "--hysteresis", "--stress", "7"},
		{"simulate", story("it-lets-go"), "--bifurcation"}, {"simulate", "--pair", "-o", "csv"}, {"simulate", "--facts", "--plot", "a.svg"}} {
		if code, _, errs := run("", args...); code == 0 || errs == "" {
			t.Errorf("%v: %d", args, code)
		}
	}
}

func TestForecastOnTheCommandLine(t *testing.T) {
	data := t.TempDir()
	if code, _, errs := run("", "forecast", "--data", data); code == 0 || errs == "" {
		t.Errorf("without an episode: %d", code)
	}
	code, out, errs := run("", "forecast", "--trials")
	if code != 0 {
		t.Fatal(errs)
	}
	for _, want := range []string{"bron_programme", "costa_fresh", "Mean distance", "tuned"} {
		if !strings.Contains(out, want) {
			t.Errorf("the replay does not say %q", want)
		}
	}
	if code, out, _ := run("", "trial", "size", "2.5"); code != 0 || !strings.Contains(out, "blocks") {
		t.Errorf("%d %s", code, out)
	}
	if code, _, _ := run("", "trial", "size", "0"); code != 2 {
		t.Errorf("an effect of 0: %d", code)
	}
}
