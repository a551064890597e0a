package knowledge

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"
	"sort"
	"strings"
	"sync"

	"github.com/pelletier/go-toml/v2"
)

// file is what one knowledge file may hold: any record kind, in any file.
type file struct {
	Version   string           `toml:"version"`
	License   string           `toml:"license"`
	Engine    Engine           `toml:"engine"`
	Prior     []Prior          `toml:"prior"`
	Trait     []Trait          `toml:"trait"`
	Factor    []MuscleFactor   `toml:"muscle_factor"`
	Shares    []RegionShare    `toml:"region_share"`
	Region    []Region         `toml:"region"`
	Zone      []Zone           `toml:"zone"`
	Broad     []Broad          `toml:"broad"`
	Named     []NamedPlace     `toml:"named_place"`
	Muscle    []Muscle         `toml:"muscle"`
	Question  []DangerQuestion `toml:"question"`
	Rule      []DangerRule     `toml:"rule"`
	Lookalike []Lookalike      `toml:"lookalike"`
	Finding   []Finding        `toml:"finding"`
	Treatment []Treatment      `toml:"treatment"`
	Place     []NoGo           `toml:"place"`
	Interlock []Interlock      `toml:"interlock"`
	Claim     []Claim          `toml:"claim"`
	Lesson    []Lesson         `toml:"lesson"`
	FAQ       []FAQ            `toml:"faq"`
	Risk      []Risk           `toml:"risk"`
	Habit     []Habit          `toml:"habit"`
	Session   []Session        `toml:"session"`
	Arm       []Arm            `toml:"arm"`
	Acupoint  []Acupoint       `toml:"point"`
	PointList []PointList      `toml:"point_list"`
	Lump      []Lump           `toml:"lump"`
	Source    []Source         `toml:"source"`
	Condition []Named          `toml:"condition"`
	Medicine  []Named          `toml:"medicine"`
	Tool      []Named          `toml:"tool"`
	Care
}

// parsed is a file with its text, kept so that a fault can name its line.
type parsed struct {
	name string
	text string
	file
}

// Load reads every *.toml file below fsys. A file that does not parse, has an
// unknown field, repeats an id or names a record that is not there is refused:
// the error joins Problems, each with file and line.
func Load(fsys fs.FS) (*Base, error) {
	texts, err := readTexts(fsys)
	if err != nil {
		return nil, err
	}
	return Read(texts)
}

// readTexts reads every *.toml file below fsys, by path.
func readTexts(fsys fs.FS) (map[string]string, error) {
	names, err := Files(fsys)
	if err != nil {
		return nil, fmt.Errorf("list knowledge files: %w", err)
	}
	texts := make(map[string]string, len(names))
	for _, name := range names {
		raw, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, fmt.Errorf("read knowledge file: %w", err)
		}
		texts[name] = string(raw)
	}
	return texts, nil
}

// Texts are the files that the base was read from, by path; Read makes the same
// base of them.
func (b *Base) Texts() map[string]string {
	out := make(map[string]string, len(b.files))
	for _, p := range b.files {
		out[p.name] = p.text
	}
	return out
}

// Read is Load for files whose texts are given by path.
func Read(texts map[string]string) (*Base, error) {
	names := slices.Sorted(maps.Keys(texts))
	b := &Base{}
	hash := sha256.New()
	files := make([]parsed, len(names))
	bad := make([]error, len(names))
	var wait sync.WaitGroup
	for i, name := range names {
		fmt.Fprintf(hash, "%s %d\n", name, len(texts[name]))
		io.WriteString(hash, texts[name])
		p := &files[i]
		p.name, p.text = name, texts[name]
		wait.Go(func() {
			if err := toml.NewDecoder(strings.NewReader(p.text)).DisallowUnknownFields().Decode(&p.file); err != nil {
				bad[i] = decodeFault(p.name, err)
			}
		})
	}
	wait.Wait()
	var faults []error
	for i := range files {
		if bad[i] != nil {
			faults = append(faults, bad[i])
			continue
		}
		b.add(files[i])
	}
	if len(faults) > 0 {
		return nil, errors.Join(faults...)
	}
	b.Version += "+sha256:" + hex.EncodeToString(hash.Sum(nil))[:12]
	b.index()
	for _, p := range b.references() {
		faults = append(faults, p)
	}
	if len(faults) > 0 {
		return nil, errors.Join(faults...)
	}
	return b, nil
}

// Files lists the knowledge files below fsys, sorted by path.
func Files(fsys fs.FS) ([]string, error) {
	var names []string
	err := fs.WalkDir(fsys, ".", func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && strings.HasSuffix(path, ".toml") {
			names = append(names, path)
		}
		return err
	})
	sort.Strings(names)
	return names, err
}

func (b *Base) add(p parsed) {
	if p.Version != "" {
		b.Version, b.License = p.Version, p.License
	}
	if len(p.Engine.Familiar) > 0 {
		b.Engine = p.Engine
	}
	b.Priors = append(b.Priors, p.Prior...)
	b.Traits = append(b.Traits, p.Trait...)
	b.Factors = append(b.Factors, p.Factor...)
	b.Shares = append(b.Shares, p.Shares...)
	b.Regions = append(b.Regions, p.Region...)
	b.Zones = append(b.Zones, p.Zone...)
	b.Broads = append(b.Broads, p.Broad...)
	b.NamedPlaces = append(b.NamedPlaces, p.Named...)
	b.Muscles = append(b.Muscles, p.Muscle...)
	b.Questions = append(b.Questions, p.Question...)
	b.Rules = append(b.Rules, p.Rule...)
	b.Lookalikes = append(b.Lookalikes, p.Lookalike...)
	b.Findings = append(b.Findings, p.Finding...)
	b.Treatments = append(b.Treatments, p.Treatment...)
	b.Places = append(b.Places, p.Place...)
	b.Interlocks = append(b.Interlocks, p.Interlock...)
	b.Claims = append(b.Claims, p.Claim...)
	b.Lessons = append(b.Lessons, p.Lesson...)
	b.FAQs = append(b.FAQs, p.FAQ...)
	b.Risks = append(b.Risks, p.Risk...)
	b.Habits = append(b.Habits, p.Habit...)
	b.Sessions = append(b.Sessions, p.Session...)
	b.Arms = append(b.Arms, p.Arm...)
	b.Acupoints = append(b.Acupoints, p.Acupoint...)
	b.PointLists = append(b.PointLists, p.PointList...)
	b.Lumps = append(b.Lumps, p.Lump...)
	b.Sources = append(b.Sources, p.Source...)
	b.Conditions = append(b.Conditions, p.Condition...)
	b.Medicines = append(b.Medicines, p.Medicine...)
	b.Tools = append(b.Tools, p.Tool...)
	b.Care.add(p.Care)
	b.files = append(b.files, p)
}

// decodeFault turns a TOML error into a Problem with its line, and for an
// unknown field the field itself.
func decodeFault(name string, err error) error {
	var strict *toml.StrictMissingError
	if errors.As(err, &strict) && len(strict.Errors) > 0 {
		e := strict.Errors[0]
		row, _ := e.Position()
		key := strings.Join(e.Key(), ".")
		return Problem{File: name, Line: row, Message: fmt.Sprintf("unknown field %q", key), Mend: "see docs/data.md for the fields of each record"}
	}
	var decode *toml.DecodeError
	if errors.As(err, &decode) {
		row, col := decode.Position()
		return Problem{File: name, Line: row, Message: fmt.Sprintf("column %d: %s", col, decode.Error()), Mend: "mend the TOML of this line"}
	}
	return Problem{File: name, Line: 1, Message: err.Error()}
}

// ContentHash is the SHA-256, in hex, over the names, lengths and bytes of all
// knowledge files in order. Its first 12 digits stand in Base.Version.
func ContentHash(fsys fs.FS) (string, error) {
	names, err := Files(fsys)
	if err != nil {
		return "", fmt.Errorf("list knowledge files: %w", err)
	}
	hash := sha256.New()
	for _, name := range names {
		raw, err := fs.ReadFile(fsys, name)
		if err != nil {
			return "", fmt.Errorf("read knowledge file: %w", err)
		}
		fmt.Fprintf(hash, "%s %d\n", name, len(raw))
		hash.Write(raw)
	}
	return hex.EncodeToString(hash.Sum(nil)), nil
}
