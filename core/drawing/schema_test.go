package drawing_test

import (
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"pgregory.net/rapid"

	"github.com/unknot/unknot/core/drawing"
)

// What Write writes is what the schema asks for.
func TestTheSchemaTakesEverySheet(t *testing.T) {
	schema, err := jsonschema.NewCompiler().Compile("../../docs/schema/drawing.v1.json")
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		raw, err := drawing.Write(sheet(t))
		if err != nil {
			t.Fatal(err)
		}
		value, err := jsonschema.UnmarshalJSON(strings.NewReader(string(raw)))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(value); err != nil {
			t.Fatal(err)
		}
	})
	bad, err := jsonschema.UnmarshalJSON(strings.NewReader(`{"format":"unknot.drawing/v1","figure":"figure/2","places":[{"intensity":11}]}`))
	if err != nil {
		t.Fatal(err)
	}
	if schema.Validate(bad) == nil {
		t.Error("the schema takes an intensity of 11")
	}
}
