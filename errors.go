package unknot

import (
	"errors"
	"fmt"
)

// Kind says what sort of failure an error is, for status and exit codes.
type Kind string

// The kinds of failure. An error without a kind is internal.
const (
	Invalid  Kind = "invalid"
	NotFound Kind = "not_found"
	Conflict Kind = "conflict"
	// Busy is a fault outside the program that may pass or be mended: a full
	// disk, a locked or read-only database, a server out of reach.
	Busy Kind = "busy"
	// Forbidden is something that the caller may not do.
	Forbidden Kind = "forbidden"
)

// Error is a failure with a text that a person may read. It never holds
// health data.
type Error struct {
	Kind   Kind
	Public string
	Field  string // of a record or a form, the one that is wrong; "" when it is no single one
}

// Error returns the public text.
func (e *Error) Error() string { return e.Public }

// Errorf makes an Error of a kind.
func Errorf(kind Kind, format string, args ...any) error {
	return &Error{Kind: kind, Public: fmt.Sprintf(format, args...)}
}

// FieldErrorf makes an Invalid Error about one field.
func FieldErrorf(field, format string, args ...any) error {
	return &Error{Kind: Invalid, Public: fmt.Sprintf(format, args...), Field: field}
}

// IsKind reports whether an error, or one that it wraps, is an Error of a kind.
func IsKind(err error, kind Kind) bool {
	e, ok := errors.AsType[*Error](err)
	return ok && e.Kind == kind
}
