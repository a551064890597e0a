package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/internal/base/locale"
)

// Sections lists the parts that may be chosen, in their order. The level of
// care is always there.
var Sections = []string{"map", "muscles", "course", "care", "questions", "answers", "examination", "plan", "diary", "sources"}

// sectionNames says what each part is called where it is chosen.
var sectionNames = map[string]string{"map": msg("Where it hurts"), "muscles": msg("Pattern consistent with"), "course": msg("Course"), "care": msg("Care tried"), "questions": msg("Questions for the visit"),
	"answers": msg("Danger questions and answers"), "examination": msg("Examination by criteria"), "plan": msg("Plan"), "diary": msg("Diary by day"), "sources": msg("Sources")}

// Options say which parts to print, none means all, and in which language,
// none means English.
type Options struct {
	Sections []string
	Language *locale.Language
}

// Read reads a list of sections, separated by commas.
func Read(list string) (Options, error) {
	var o Options
	for name := range strings.SplitSeq(list, ",") {
		if name = strings.TrimSpace(name); name == "" {
			continue
		}
		if !slices.Contains(Sections, name) {
			mend := ""
			if near := knowledge.Nearest(name, Sections); near != "" {
				mend = fmt.Sprintf("; did you mean %q?", near)
			}
			return o, unknot.Errorf(unknot.Invalid, "there is no section %q%s Choose of %s", name, mend, strings.Join(Sections, ", "))
		}
		o.Sections = append(o.Sections, name)
	}
	return o, nil
}

func (o Options) has(section string) bool {
	return len(o.Sections) == 0 || slices.Contains(o.Sections, section)
}

// voice is who speaks: in the language of the options.
func (o Options) voice(base *knowledge.Base) voice {
	if o.Language == nil {
		return voice{locale.English, base}
	}
	return voice{o.Language, base}
}
