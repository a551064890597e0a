package api

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/client"
	"github.com/unknot/unknot/core/wire"
)

// refuse turns an error of care or wire into a problem document (RFC 9457).
// Anything else is ours: it is logged by its kind only, and says nothing.
func (s *server) refuse(err error) error {
	if err == nil {
		return nil
	}
	var status huma.StatusError
	if errors.As(err, &status) {
		return err
	}
	if f, ok := errors.AsType[*wire.Fault](err); ok {
		text := strings.Join(filled(f.Read, f.Mend), "; ")
		if f.Line > 0 {
			text = fmt.Sprintf("line %d: %s", f.Line, text)
		}
		return huma.Error422UnprocessableEntity("The input is wrong at "+f.Path+".", &huma.ErrorDetail{Location: f.Path, Message: text})
	}
	if a, ok := errors.AsType[*wire.AskError](err); ok {
		return huma.Error422UnprocessableEntity("The words fit more than one place.",
			&huma.ErrorDetail{Location: a.Path, Message: a.Text, Value: client.Ask{Of: a.Of, Text: a.Text, Choices: a.Choices}})
	}
	if e, ok := errors.AsType[*unknot.Error](err); ok {
		return huma.NewError(kindStatus[e.Kind], e.Public)
	}
	s.log.Error("call failed", "error", fmt.Sprintf("%T", err))
	return huma.Error500InternalServerError("This could not be answered. Nothing was kept.")
}

func filled(texts ...string) []string {
	var out []string
	for _, t := range texts {
		if t != "" {
			out = append(out, t)
		}
	}
	return out
}

var kindStatus = map[unknot.Kind]int{
	unknot.Invalid: http.StatusUnprocessableEntity, unknot.NotFound: http.StatusNotFound, unknot.Conflict: http.StatusConflict, unknot.Forbidden: http.StatusForbidden,
}

// problem writes a problem document where huma is not at work.
func problem(w http.ResponseWriter, status int, detail string) {
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]any{"title": http.StatusText(status), "status": status, "detail": detail}) // the reader has gone; there is nobody to tell
}
