package knowledge_test

import (
	"fmt"
	"io/fs"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/knowledge/data"
)

func TestShippedKnowledgeIsClean(t *testing.T) {
	for _, p := range knowledge.Lint(data.Files) {
		t.Error(p)
	}
}

func TestTheWholeTableIsThere(t *testing.T) {
	base, err := knowledge.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	if len(base.Muscles) != 152 {
		t.Errorf("%d muscles, want 152", len(base.Muscles))
	}
	if len(base.Zones) != 95 {
		t.Errorf("%d zones, want 95", len(base.Zones))
	}
	reached := map[unknot.ZoneID]bool{}
	for _, m := range base.Muscles {
		for _, z := range m.Refers.Primary {
			reached[z] = true
		}
		for _, z := range m.Refers.Spill {
			reached[z] = true
		}
	}
	for _, z := range base.Zones {
		if !reached[z.ID] {
			t.Errorf("no muscle refers to %s", z.ID)
		}
		if len(z.ChoirRight) == 0 || len(z.ChoirLeft) == 0 || z.Region == "" || !strings.Contains(z.SideName, "{s}") {
			t.Errorf("zone %s is incomplete: %+v", z.ID, z)
		}
	}
	for id, want := range map[unknot.MuscleID]unknot.MuscleID{"biceps_brachii": "triceps_long", "triceps_long": "biceps_brachii"} {
		m, _ := base.Muscle(id)
		if !strings.Contains(fmt.Sprint(m.Antagonists), string(want)) {
			t.Errorf("antagonists of %s are %v, want %s among them", id, m.Antagonists, want)
		}
	}
}

// shipped copies the knowledge so that a test can spoil one file of it.
func shipped(t *testing.T) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	err := fs.WalkDir(data.Files, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := data.Files.ReadFile(path)
		files[path] = &fstest.MapFile{Data: raw}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// Each planted fault is reported with its file, its line and a hint.
func TestPlantedFaultsAreFound(t *testing.T) {
	cases := []struct{ name, file, old, new, say string }{
		{"broken TOML", "zones.toml", `id = "temple"`, `id = "temple`, "zones.toml"},
		{"unknown field", "zones.toml", `side_name = "{s} temple"`, `sidename = "{s} temple"`, `unknown field`},
		{"wrong type", "zones.toml", `choir_right = [101, 103]`, `choir_right = "101"`, "zones.toml"},
		{"unknown region", "zones.toml", "name = \"temple\"\nregion = \"head\"", "name = \"temple\"\nregion = \"haed\"", `did you mean "head"?`},
		{"id twice", "zones.toml", `id = "temple"`, `id = "forehead"`, "used twice"},
		{"unknown zone in a muscle", "muscles/neck_back.toml", `primary = ["vertex"]`, `primary = ["vortex"]`, `did you mean "vertex"?`},
		{"unknown place", "muscles/shoulder.toml", `"collarbone"`, `"collarbon"`, `did you mean "collarbone"?`},
		{"unknown source", "muscles/shoulder.toml", `"simons_1999#ch21"`, `"simmons_1999#ch21"`, `did you mean "simons_1999"?`},
		{"unknown self access", "muscles/shoulder.toml", `self_access = "self"`, `self_access = "alone"`, "use one of self"},
		{"unknown footing", "muscles/shoulder.toml", `checked = "memory"`, `checked = "guess"`, "use one of read, memory"},
		{"bad date", "muscles/shoulder.toml", `date = "2026-11-24"`, `date = "24.11.2026"`, "2026-11-24"},
		{"empty stretch", "muscles/shoulder.toml", `stretch = "Put the arm behind the back and pull the elbow gently across."`, `stretch = ""`, "stretch is empty"},
		{"words of a verdict", "muscles/shoulder.toml", `hurts_when = "`, `hurts_when = "You have a knot. `, "more than anybody can know"},
		{"name of goods", "muscles/shoulder.toml", `hurts_when = "`, `hurts_when = "Rub in some Tiger Balm. `, "names goods or a shop"},
		{"words of anatomists", "muscles/shoulder.toml", `hurts_when = "`, `hurts_when = "Ipsilateral. `, "same side"},
		{"hard to read", "muscles/shoulder.toml", `describe = "`, `describe = "Notwithstanding considerable interindividual heterogeneity regarding anatomical characterisation, musculoskeletal investigations demonstrate extraordinarily complicated interrelationships between intramuscular vascularisation, neurophysiological excitability and biomechanical overutilisation `, "reading age"},
		{"lesson without a claim", "lessons.toml", `claims = ["C005", "C006"]`, `claims = []`, "without a claim"},
		{"contested without its mark", "lessons.toml", `claims = ["C037"]
grade = "very_low"
contested = true`, `claims = ["C037"]
grade = "very_low"`, "is contested, the part is not marked"},
		{"unknown level", "danger/everyone.toml", `level = "emergency"`, `level = "urgent"`, "use one of"},
		{"unknown question", "danger/everyone.toml", `any = ["chest_pressure"]`, `any = ["chest_presure"]`, `did you mean "chest_pressure"?`},
		{"sign without its line", "danger/everyone.toml", "sign = \"Weight lost lately without trying\"\n", "", "has no sign"},
		{"no reason", "danger/everyone.toml", "reason = \"These are signs of a stroke.\"", "reason = \"\"", "reason is empty"},
		{"factor of an unknown region", "muscle_factors.toml", `regions = ["neck_back", "neck_shoulder"`, `regions = ["neck_bak", "neck_shoulder"`, `did you mean "neck_back"?`},
		{"factor of an unknown muscle", "muscle_factors.toml", `regions = ["jaw"]`, `muscles = ["maseter_superficial"]`, "unknown muscle"},
		{"factor of an unknown condition", "muscle_factors.toml", `person = "smoker"`, `person = "smokr"`, `did you mean "smoker"?`},
		{"factor from an unknown source", "muscle_factors.toml", `sources = ["shiri_2010"]`, `sources = ["shirri_2010"]`, `did you mean "shiri_2010"?`},
		{"factor without a source", "muscle_factors.toml", `sources = ["shiri_2010"]`, `sources = []`, "no source"},
		{"factor too large", "muscle_factors.toml", "odds = 1.3\n", "odds = 1.7\n", "between 0.7 and 1.6"},
		{"factor for everybody", "muscle_factors.toml", "person = \"smoker\"\n", "", "fits everybody"},
		{"factor for nobody", "muscle_factors.toml", "age_max = 59", "age_max = 17", "below age_min"},
		{"factor about nothing", "muscle_factors.toml", "regions = [\"low_back\"]\nperson = \"smoker\"", "person = \"smoker\"", "about no muscle"},
		{"factor of an unknown sex", "muscle_factors.toml", `sex = "male"`, `sex = "man"`, "use one of"},
		{"factor out of balance", "muscle_factors.toml", "odds = 0.88\n", "odds = 1.0\n", "average person"},
		{"factor of a group about others", "muscle_factors.toml", "regions = [\"jaw\"]\nsex = \"male\"", "regions = [\"face\"]\nsex = \"male\"", "other muscles"},
		{"trait that no case has", "engine.toml", `id = "course.worse"`, `id = "course.worst"`, "no case can have"},
		{"trait of an unknown look-alike", "engine.toml", "cluster_headache = 2, face_nerve", "cluster_headahce = 2, face_nerve", `did you mean "cluster_headache"?`},
		{"trait too large", "engine.toml", "carpal_tunnel = 2.2", "carpal_tunnel = 22", "between 0.2 and 5"},
		{"look-alike's unknown condition", "lookalikes/dangerous.toml", `person = "clot_history"`, `person = "clot_histroy"`, `did you mean "clot_history"?`},
		{"chance above one", "lookalikes/common.toml", `chance = 0.12`, `chance = 1.2`, "between 0 and 1"},
		{"unknown grade", "treatments/home.toml", `grade = "low"`, `grade = "so_so"`, "use one of"},
		{"stop line above the dose", "treatments/home.toml", "The pain goes above 5 of 10.", "The pain goes above 7 of 10.", "discomfort.max, 5"},
		{"unknown tool", "treatments/home.toml", `tools = ["ball"]`, `tools = ["bal"]`, `did you mean "ball"?`},
		{"unknown condition", "interlocks.toml", `"osteoporosis"`, `"osteoporsis"`, `did you mean "osteoporosis"?`},
		{"unknown action", "interlocks.toml", `action = "forbid"`, `action = "stop"`, "use one of forbid"},
		{"finding that speaks for nobody", "findings/history.toml", `"levator_scapulae"`, `"levator_scapula"`, `did you mean "levator_scapulae"?`},
		{"finding without a leak", "findings/hip_thigh.toml", "leak = 0.4", "leak = 0.0", "between 0 and 1"},
		{"limits out of order", "findings/neck.toml", "very_low = 40", "very_low = 70", "out of order"},
		{"sensitivity from nowhere", "findings/neck.toml", `spec = 0.86, people = 82, source = "wainner_2003"`, `spec = 0.86`, "without its source"},
		{"test without a picture", "findings/neck.toml", `picture = "From above: a head turned`, `why_not = "From above: a head turned`, "unknown field"},
		{"bad DOI", "sources/articles.toml", `doi = "10.1093/pm/pnx207"`, `doi = "pnx207"`, "10.1000/xyz"},
		{"source that cannot be found", "sources/articles.toml", "doi = \"10.1001/jama.286.15.1841\"\n", "", "add a DOI"},
	}
	for _, c := range cases {
		files := shipped(t)
		old := string(files[c.file].Data)
		if !strings.Contains(old, c.old) {
			t.Errorf("%s: %s no longer holds %q; mend the test", c.name, c.file, c.old)
			continue
		}
		spoilt := strings.Replace(old, c.old, c.new, 1)
		files[c.file] = &fstest.MapFile{Data: []byte(spoilt)}
		problems := knowledge.Lint(files)
		if len(problems) == 0 {
			t.Errorf("%s: not found", c.name)
			continue
		}
		found := false
		line := strings.Count(old[:strings.Index(old, c.old)], "\n") + 1
		for _, p := range problems {
			// the line is that of the fault, or of the record it lies in
			if p.File == c.file && strings.Contains(p.Error(), c.say) && p.Line > 0 && p.Line <= line+2 && p.Line > line-40 {
				found = true
			}
		}
		if !found {
			t.Errorf("%s: no report with %q near %s:%d, only %v", c.name, c.say, c.file, line, problems)
		}
	}
}

func TestVersionFollowsTheContent(t *testing.T) {
	one, err := knowledge.Load(shipped(t))
	if err != nil {
		t.Fatal(err)
	}
	two, err := knowledge.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	files := shipped(t)
	files["manifest.toml"].Data = append(files["manifest.toml"].Data, '\n')
	three, err := knowledge.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	if one.Version != two.Version || one.Version == three.Version || !strings.HasPrefix(one.Version, "2026.") {
		t.Errorf("%s, %s, changed: %s", one.Version, two.Version, three.Version)
	}
}

func TestNearest(t *testing.T) {
	for word, want := range map[string]string{"trapezus": "trapezius", "tempel": "temple", "qqqqqqqq": ""} {
		if got := knowledge.Nearest(word, []string{"temple", "trapezius", "calf"}); got != want {
			t.Errorf("%q: %q, want %q", word, got, want)
		}
	}
}

// BenchmarkLoad loads everything that ships; live-MB is what stays in memory.
// Budget: 50 ms and 30 MB.
func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	var base *knowledge.Base
	for b.Loop() {
		var err error
		if base, err = knowledge.Embedded(); err != nil {
			b.Fatal(err)
		}
	}
	var with, without runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&with)
	runtime.KeepAlive(base)
	base = nil
	runtime.GC()
	runtime.ReadMemStats(&without)
	b.ReportMetric(float64(with.HeapAlloc-without.HeapAlloc)/1e6, "live-MB")
}
