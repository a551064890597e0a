package unknot

// Grade is the certainty of evidence in GRADE words.
type Grade string

// The grades, surest first. GradeNone means that no study was found.
const (
	GradeHigh     Grade = "high"
	GradeModerate Grade = "moderate"
	GradeLow      Grade = "low"
	GradeVeryLow  Grade = "very_low"
	GradeNone     Grade = "none"
)

// Grades lists all grades, surest first.
var Grades = []Grade{GradeHigh, GradeModerate, GradeLow, GradeVeryLow, GradeNone}

// Valid reports whether g is a known grade.
func (g Grade) Valid() bool {
	for _, k := range Grades {
		if g == k {
			return true
		}
	}
	return false
}
