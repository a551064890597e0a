package care

import (
	"reflect"
	"testing"

	"github.com/unknot/unknot/core/assess"
	"github.com/unknot/unknot/core/forecast"
	"github.com/unknot/unknot/core/plan"
	"github.com/unknot/unknot/core/wire"
)

// A pointer would stand for an address in the key, and what it points to could
// change below it.
func TestKeysHoldNoPointers(t *testing.T) {
	seen := map[reflect.Type]bool{}
	var walk func(at string, what reflect.Type)
	walk = func(at string, what reflect.Type) {
		if seen[what] {
			return
		}
		seen[what] = true
		switch what.Kind() {
		case reflect.Pointer, reflect.Func, reflect.Chan, reflect.Interface, reflect.UnsafePointer:
			t.Errorf("%s is a %s", at, what)
		case reflect.Struct:
			for f := range what.NumField() {
				walk(at+"."+what.Field(f).Name, what.Field(f).Type)
			}
		case reflect.Map:
			walk(at+" key", what.Key())
			walk(at+"[]", what.Elem())
		case reflect.Slice, reflect.Array:
			walk(at+"[]", what.Elem())
		}
	}
	for _, v := range []any{wire.Case{}, plan.Course{}, forecast.Input{}, assess.Input{}} {
		walk(reflect.TypeOf(v).String(), reflect.TypeOf(v))
	}
	if len(seen) < 20 {
		t.Errorf("only %d types were looked at", len(seen))
	}
}

// A memory keeps the last things, never another, and no more than it may.
func TestAMemoryKeepsTheLast(t *testing.T) {
	m := newMemory[int](3)
	for i := range 10 {
		m.put(keyOf(i), i)
		m.put(keyOf(i), -1) // what is known stays
	}
	for i := range 10 {
		v, known := m.get(keyOf(i))
		if known != (i >= 7) || known && v != i {
			t.Errorf("%d: %d %t", i, v, known)
		}
	}
	if len(m.by) != 3 || len(m.order) != 3 {
		t.Errorf("%d of %d are kept", len(m.by), len(m.order))
	}
}
