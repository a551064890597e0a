package care_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/internal/care"
)

// Tables as the programs write them, with what should become of them. The
// numbers and words are made up.
var foreign = map[string]struct {
	at, table string
	first     time.Time
	pain      float64
	cells     string
	notes     []string
	medicine  []unknot.Taken
	entries   int
}{
	"headi": {"forehead, both sides", "_id,pain,start_date,end_date,duration,strength,medication,medication_amount,description\n" +
		"1,Migraine,1709800200000,1709803800000,3600000,7,Ibuprofen,2,\"after work, bright light\"\n2,Tension,1709900000000,1709900000000,0,3,null,null,null\n",
		time.Date(2024, 3, 7, 8, 30, 0, 0, time.UTC), 7, "forehead", []string{"pain: Migraine", "after work, bright light"}, []unknot.Taken{{Name: "Ibuprofen", Dose: "2"}}, 2},
	"aiding_migraine": {"right temple", "\ufeffDate,Start Time,End Time,Duration (hours),Pain Level,Category,Medication,Notes,Resolution,Status,Pressure (hPa)\n" +
		"2024-01-15,14:30,18:45,4.25,7,Moderate,Sumatriptan 100mg,Stress,Rest,completed,1013.2\n2024-01-20,09:00,,,8,Severe,,,,active,\n",
		time.Date(2024, 1, 15, 14, 30, 0, 0, time.Local).UTC(), 7, "temple", []string{"Stress", "Resolution: Rest"}, []unknot.Taken{{Name: "Sumatriptan 100mg"}}, 2},
	"pain_tracker": {"", `Date,Time,Pain Level,Locations,Symptoms,Limited Activities,Sleep Quality,Mood Impact,Missed Work Days,Notes\n` +
		`2026-02-01,08:15,6,"lower back; Neck; somewhere odd","Aching","Lifting; Driving",4,5,1,"first line` + "\n" + `second"\n2026-02-02,21:00,2,"",,"",7,2,0,""`,
		time.Date(2026, 2, 1, 8, 15, 0, 0, time.UTC), 6, "low_back neck_back", []string{"first line\nsecond", "Pain Level: 6 (somewhere odd)", "Limited Activities: Lifting; Driving", "Sleep Quality: 4"}, nil, 2},
	"daylio": {"", "full_date,date,weekday,time,mood,activities,note_title,note\n2021-09-28,28 September,Tuesday,10:00 pm,sad,\"clean | bad sleep\",\"\",\"neck hurt\"\n",
		time.Date(2021, 9, 28, 22, 0, 0, 0, time.Local).UTC(), -1, "", []string{"neck hurt", "mood: sad", "activities: clean | bad sleep"}, nil, 1},
}

func TestTablesOfOtherDiariesComeIn(t *testing.T) {
	ctx := context.Background()
	for _, name := range care.Mappings() {
		t.Run(name, func(t *testing.T) {
			c, known := foreign[name]
			m, err := care.KnownMapping(name)
			if err != nil || !known {
				t.Fatalf("no table to try: %v", err)
			}
			m.At = c.at
			p := opened(t, t.TempDir())
			for round := range 2 {
				done, err := p.ImportTable(ctx, care.Home, strings.NewReader(c.table), m)
				if err != nil || done.Added+done.There != int64(c.entries) || round == 1 && done.Added != 0 {
					t.Fatalf("%+v %v", done, err)
				}
			}
			list, err := p.Diary(ctx, care.Home, 9)
			if err != nil || len(list) != c.entries {
				t.Fatalf("%d entries: %v", len(list), err)
			}
			e := list[len(list)-1]
			if !e.At.Equal(c.first) {
				t.Errorf("at %v, want %v", e.At, c.first)
			}
			seen := ""
			for _, at := range e.Places {
				for _, cell := range at.Cells {
					seen += string(cell) + " "
				}
				if at.Now != c.pain {
					t.Errorf("pain %g, want %g", at.Now, c.pain)
				}
			}
			for zone := range strings.FieldsSeq(c.cells) {
				if !strings.Contains(seen, zone) {
					t.Errorf("%s is not among %s", zone, seen)
				}
			}
			for _, note := range c.notes {
				if !strings.Contains(e.Note, note) {
					t.Errorf("%q is lost; the note says %q", note, e.Note)
				}
			}
			if len(e.Medicine) != len(c.medicine) || len(e.Medicine) > 0 && e.Medicine[0] != c.medicine[0] {
				t.Errorf("%+v", e.Medicine)
			}
		})
	}
	if _, err := care.KnownMapping("headii"); err == nil || !strings.Contains(err.Error(), `"headi"`) {
		t.Errorf("%v", err)
	}
	m, err := care.KnownMapping("headi")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := opened(t, t.TempDir()).ImportTable(ctx, care.Home, strings.NewReader(foreign["headi"].table), m); err == nil || !strings.Contains(err.Error(), "--place") {
		t.Errorf("without a place: %v", err)
	}
}

// Every place that a known mapping names is one place in our words.
func TestPlacesOfKnownMappingsAreClear(t *testing.T) {
	p := practice(t)
	for _, name := range care.Mappings() {
		m, err := care.KnownMapping(name)
		if err != nil {
			t.Fatal(err)
		}
		for said, words := range m.Places {
			if found, err := p.Words.Find(words); err != nil || found.Ask != nil || len(found.Cells) == 0 {
				t.Errorf("%s: %q is not clear as %q: %+v %v", name, said, words, found.Ask, err)
			}
		}
	}
}
