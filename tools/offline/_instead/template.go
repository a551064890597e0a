// Package template stands in for html/template, of which templ names two types
// and no page uses any. tools/offline says why.
package template

import (
	"errors"
	"io"
)

// HTML is text that is HTML already.
type HTML string

// Template cannot be used.
type Template struct{}

// Execute always fails.
func (*Template) Execute(io.Writer, any) error {
	return errors.New("template: not part of this program")
}
