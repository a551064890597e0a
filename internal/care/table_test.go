package care_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/internal/care"
)

const longMapping = `
separator = ";"
time = ["Date", "Time"]
format = ["02.01.2006 15:04", "02.01.2006"]
zone = "Europe/Berlin"
place = "Symptom"
pain = "Strength"
scale = [0, 100]
note = "Remark"
did = "Done"
split = "+"
only = { Kind = ["pain"] }
[places]
"Nackenschmerz rechts" = "right neck"
"Sonstiges" = ""
[treat]
"Massage" = "press_fingers"
`

const longTable = "\ufeffDate;Time;Kind;Symptom;Strength;Remark;Done\n" +
	"24.11.2026;08:30;pain;Nackenschmerz rechts;40;\"after; work\";Massage+Tee\n" +
	"24.11.2026;;mood;fine;;;\n" +
	"25.11.2026;;pain;left calf;25,5;;\n" +
	"25.11.2026;;pain;Sonstiges;90;;\n" +
	"25.11.2026;;pain;left calf;25,5;;\n"

func bringTable(t *testing.T, p *care.Practice, mapping, table string) (care.Imported, error) {
	t.Helper()
	m, err := care.ReadMapping(strings.NewReader(mapping))
	if err != nil {
		return care.Imported{}, err
	}
	return p.ImportTable(context.Background(), care.Home, strings.NewReader(table), m)
}

func TestATableOfAnotherDiaryBecomesEntries(t *testing.T) {
	p := opened(t, t.TempDir())
	for i, want := range []care.Imported{{Added: 3}, {There: 3}} {
		if done, err := bringTable(t, p, longMapping, longTable); err != nil || !cmp.Equal(done, want) {
			t.Fatalf("import %d: %+v %v", i+1, done, err)
		}
	}
	list, err := p.Diary(context.Background(), care.Home, 9)
	if err != nil || len(list) != 3 {
		t.Fatalf("%d entries %v", len(list), err)
	}
	first := list[2]
	first.ID, first.Places = "", nil
	want := unknot.Entry{At: time.Date(2026, 11, 24, 7, 30, 0, 0, time.UTC), Sleep: -1, Stress: -1, Note: "after; work Tee",
		Did: []unknot.Done{{Treatment: "press_fingers", Minutes: -1, Effort: -1}}}
	if diff := cmp.Diff(want, first); diff != "" {
		t.Error(diff)
	}
	if at := list[0].Places[0]; at.Now != 2.55 || at.Cells[0] != "calf.left" {
		t.Errorf("%+v", at)
	}
}

func TestATableWithAColumnForEachPlace(t *testing.T) {
	p := opened(t, t.TempDir())
	done, err := bringTable(t, p, `
time = ["when"]
format = ["2006-01-02T15:04:05Z07:00"]
sleep = "slept"
stress = "stress"
stress_to = 5
pains = { head = "right temple", leg = "left calf" }
`, "when,head,leg,slept,stress\n2026-11-24T08:00:00+01:00,3,,7.5,5\n2026-11-25T08:00:00+01:00,,,,\n")
	if err != nil || done.Added != 1 {
		t.Fatalf("%+v %v", done, err)
	}
	list, err := p.Diary(context.Background(), care.Home, 9)
	if err != nil || len(list) != 1 || len(list[0].Places) != 1 || list[0].Places[0].Now != 3 || list[0].Sleep != 7.5 || list[0].Stress != 10 {
		t.Errorf("%+v %v", list, err)
	}
}

func TestATableThatCannotBeReadLeavesNoTrace(t *testing.T) {
	p := opened(t, t.TempDir())
	good := "24.11.2026;08:30;pain;left calf;40;;\n"
	head := "Date;Time;Kind;Symptom;Strength;Remark;Done\n"
	for name, c := range map[string]struct{ mapping, table, say string }{
		"a time":            {longMapping, head + good + "soon;;pain;left calf;40;;\n", "line 3"},
		"a number":          {longMapping, head + good + "24.11.2026;;pain;left calf;much;;\n", "is no number"},
		"out of range":      {longMapping, head + good + "24.11.2026;;pain;left calf;400;;\n", "not between"},
		"an unclear place":  {longMapping, head + good + "24.11.2026;;pain;shoulder;40;;\n", "Choose"},
		"a column":          {longMapping, "Date;Time;Kind;Symptom;Strenght;Remark;Done\n", `"Strenght"`},
		"empty":             {longMapping, "", "no first line"},
		"an unknown field":  {"tiem = 1", "", "mapping"},
		"two ways of pain":  {"time=[\"a\"]\nformat=[\"b\"]\npain=\"p\"\npains={x=\"y\"}", "", "not both"},
		"no place":          {"time=[\"a\"]\nformat=[\"b\"]\npain=\"p\"", "a,p\n", "--place"},
		"an unknown zone":   {strings.Replace(longMapping, "Berlin", "Nowhere", 1), head, "Europe/Berlin"},
		"a treatment":       {strings.Replace(longMapping, "press_fingers", "press_finger", 1), head + "24.11.2026;;pain;left calf;40;;Massage\n", `"press_fingers"`},
		"a scale backwards": {strings.Replace(longMapping, "[0, 100]", "[9, 1]", 1), head, "lowest"},
	} {
		done, err := bringTable(t, p, c.mapping, c.table)
		if err == nil || !strings.Contains(err.Error(), c.say) || done.Added != 0 {
			t.Errorf("%s: %+v %v", name, done, err)
		}
	}
	if list, err := p.Diary(context.Background(), care.Home, 9); err != nil || len(list) != 0 {
		t.Errorf("%+v %v", list, err)
	}
}
