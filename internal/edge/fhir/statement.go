package fhir

import (
	"errors"
	"maps"
	"slices"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/knowledge"
)

// outcome is an OperationOutcome.
type outcome struct {
	base
	Issue []issue `json:"issue"`
}

type issue struct {
	Severity   string   `json:"severity"`
	Code       string   `json:"code"`
	Details    *concept `json:"details"`
	Expression []string `json:"expression,omitempty"`
}

// Outcome says what was refused, and where. An error that is not for the
// person says nothing.
func Outcome(err error) resource {
	i := issue{Severity: "error", Code: "exception", Details: &concept{Text: "This could not be answered."}}
	if f, ok := errors.AsType[*Fault](err); ok {
		i = issue{Severity: "error", Code: f.Code, Details: &concept{Text: f.Text}, Expression: []string{f.At}}
	} else if e, ok := errors.AsType[*unknot.Error](err); ok {
		i.Code = map[unknot.Kind]string{unknot.NotFound: "not-found", unknot.Conflict: "conflict", unknot.Invalid: "invalid", unknot.Forbidden: "forbidden"}[e.Kind]
		i.Details.Text = e.Public
	}
	return outcome{base{ResourceType: "OperationOutcome"}, []issue{i}}
}

type statement struct {
	base
	Status   string          `json:"status"`
	Date     string          `json:"date"`
	Kind     string          `json:"kind"`
	Software statementSoft   `json:"software"`
	Server   statementServer `json:"implementation"`
	Version  string          `json:"fhirVersion"`
	Format   []string        `json:"format"`
	Rest     []statementRest `json:"rest"`
}

type statementSoft struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

type statementServer struct {
	Description string `json:"description"`
	URL         string `json:"url"`
}

type statementRest struct {
	Mode      string               `json:"mode"`
	Security  statementSecurity    `json:"security"`
	Resource  []statementResource  `json:"resource"`
	Operation []statementOperation `json:"operation"`
}

type statementSecurity struct {
	CORS        bool   `json:"cors"`
	Description string `json:"description"`
}

type statementResource struct {
	Type        string           `json:"type"`
	Interaction []statementCode  `json:"interaction"`
	Versioning  string           `json:"versioning,omitempty"`
	ReadHistory bool             `json:"readHistory,omitempty"`
	SearchParam []statementParam `json:"searchParam,omitempty"`
}

type statementCode struct {
	Code string `json:"code"`
}

type statementParam struct {
	Name string `json:"name"`
	Type string `json:"type"`
}

// Statement is the CapabilityStatement: what this server does, and no more.
func Statement(know *knowledge.Base, root string) resource {
	s := statement{base: base{ResourceType: "CapabilityStatement", ID: "unknot"}, Status: "active", Date: "2026-11-24", Kind: "instance", Software: statementSoft{"unknot", know.Version},
		Server: statementServer{"What unknot knows of an episode, and its knowledge", root}, Version: "4.0.1", Format: []string{"json"}}
	rest := statementRest{Mode: "server", Security: statementSecurity{false, "Where unknot runs with accounts: a token of the account page as bearer token, good for read, or for write to take records in. At home: this computer alone."},
		Operation: []statementOperation{{"take-in", system + "/OperationDefinition/take-in"}}}
	for _, kind := range slices.Sorted(maps.Keys(searchable)) {
		x := statementResource{Type: kind, Interaction: []statementCode{{"read"}, {"vread"}, {"history-instance"}, {"search-type"}}, Versioning: "versioned", ReadHistory: true,
			SearchParam: []statementParam{{"_id", "token"}, {"_lastUpdated", "date"}}}
		for _, name := range slices.Sorted(maps.Keys(searchable[kind])) {
			x.SearchParam = append(x.SearchParam, statementParam{name, searchable[kind][name].kind})
		}
		rest.Resource = append(rest.Resource, x)
	}
	rest.Resource = append(rest.Resource, statementResource{Type: "Bundle", Interaction: []statementCode{{"read"}}})
	s.Rest = []statementRest{rest}
	return s
}

type statementOperation struct {
	Name       string `json:"name"`
	Definition string `json:"definition"`
}
