package bench_test

import (
	"testing"

	"github.com/unknot/unknot/core/bench"
	"github.com/unknot/unknot/core/knowledge"
)

func FuzzParse(f *testing.F) {
	f.Add("case a\nsource x\nperson 40 male\nonset 3 days sudden\ndraw temple.right 5 ache\nlevel self_care\nmuscle trapezius_upper.right\n")
	f.Add("draw\n\ncase\nlevel\nfinding press. x")
	base, err := knowledge.Embedded()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		list, err := bench.Parse(base, "fuzz", text)
		for _, v := range list {
			if err == nil && (len(v.Levels) == 0 || len(v.Input.Drawing.Places) == 0) {
				t.Fatalf("%+v", v)
			}
		}
	})
}
