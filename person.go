package unknot

// Sex as it matters for danger rules and base rates.
type Sex string

// The known values; SexUnsaid is the zero value.
const (
	SexUnsaid Sex = ""
	Female    Sex = "female"
	Male      Sex = "male"
	OtherSex  Sex = "other"
)

// Person is what the rules and interlocks need to know of somebody.
type Person struct {
	Age        int // years; -1 when unsaid
	Sex        Sex
	Pregnant   Answer
	Conditions []string // ids from knowledge/data/person.toml
	Medicines  []string // ids from knowledge/data/person.toml
	Tools      []string // what the person owns: ball, roller, heat_pack, …
}

// Has reports whether the person named the condition or the medicine.
func (p Person) Has(id string) bool {
	for _, c := range p.Conditions {
		if c == id {
			return true
		}
	}
	for _, m := range p.Medicines {
		if m == id {
			return true
		}
	}
	return false
}

// Owns reports whether the person named the tool.
func (p Person) Owns(tool string) bool {
	for _, t := range p.Tools {
		if t == tool {
			return true
		}
	}
	return false
}
