package web

import (
	"github.com/unknot/unknot/internal/base/locale"
	"github.com/unknot/unknot/internal/care"
)

// Kit is what a browser takes along, so that the same pages can be made where
// the server is out of reach.
type Kit struct {
	Owner    string              `json:"owner"` // a mark of whose records these are
	Language string              `json:"language"`
	Region   string              `json:"region"`
	Units    locale.Units        `json:"units"`
	Theme    string              `json:"theme"`
	Figure   string              `json:"figure"`
	Demo     bool                `json:"demo,omitempty"`  // nothing that is shown is real
	House    bool                `json:"house,omitempty"` // several people have accounts there
	Marks    map[string]string   `json:"marks"`           // of the files below /assets/
	Words    map[string][]string `json:"words"`           // what each script says
	Files    map[string]string   `json:"files"`           // addresses of the program, knowledge, figure and texts
	Looks    []string            `json:"looks"`           // addresses of style sheets, scripts and the like
	Records  care.Records        `json:"records"`
}
