package fhir

// Data types of FHIR R4, with the fields that we use.

type coding struct {
	System  string `json:"system,omitempty"`
	Code    string `json:"code,omitempty"`
	Display string `json:"display,omitempty"`
}

type concept struct {
	Coding []coding `json:"coding,omitempty"`
	Text   string   `json:"text,omitempty"`
}

type reference struct {
	Reference string `json:"reference,omitempty"`
	Display   string `json:"display,omitempty"`
}

type identifier struct {
	System string `json:"system"`
	Value  string `json:"value"`
}

type quantity struct {
	Value  float64 `json:"value"`
	Unit   string  `json:"unit,omitempty"`
	System string  `json:"system,omitempty"`
	Code   string  `json:"code,omitempty"`
}

type narrative struct {
	Status string `json:"status"`
	Div    string `json:"div"`
}

type annotation struct {
	Text string `json:"text"`
}

type period struct {
	Start string `json:"start,omitempty"`
	End   string `json:"end,omitempty"`
}

type relatedArtifact struct {
	Type     string `json:"type"`
	Citation string `json:"citation,omitempty"`
	URL      string `json:"url,omitempty"`
}

// base is what every resource begins with.
type base struct {
	ResourceType string     `json:"resourceType"`
	ID           string     `json:"id,omitempty"`
	Language     string     `json:"language,omitempty"`
	Text         *narrative `json:"text,omitempty"`
}

func (b base) kind() string { return b.ResourceType }
func (b base) id() string   { return b.ID }

// resource is any of the structs of this package.
type resource interface {
	kind() string
	id() string
}

// Systems of our own codes. They are names, not addresses that must answer.
const (
	system       = "https://unknot.org/fhir"
	cellSystem   = system + "/CodeSystem/cells"
	muscleSystem = system + "/CodeSystem/muscles"
	dangerSystem = system + "/CodeSystem/danger"
	careSystem   = system + "/CodeSystem/treatments"
	measures     = system + "/CodeSystem/measures"
	loinc        = "http://loinc.org"
	ucum         = "http://unitsofmeasure.org"
	terminology  = "http://terminology.hl7.org/CodeSystem/"
)

func code(systemName, value, display string) *concept {
	return &concept{Coding: []coding{{systemName, value, display}}, Text: display}
}

// hl7 is a concept of one of HL7's own code systems.
func hl7(name, value string) *concept {
	return &concept{Coding: []coding{{System: terminology + name, Code: value}}}
}
