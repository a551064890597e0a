package care

import (
	"math"
	"reflect"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

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
			if what.Key().Kind() != reflect.String {
				t.Errorf("%s has keys that are no text", at)
			}
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
	m := newMemory[digest, int](3)
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

// What differs anywhere has another key; the same content has the same key,
// whatever order a map was filled in.
func TestKeysTellContentsApart(t *testing.T) {
	type part struct {
		Name string
		X    float64
		On   bool
	}
	type whole struct {
		A, B  string
		Parts []part
		By    map[string]float64
		Few   [2]int
		bits  uint8
	}
	all := []any{
		whole{}, whole{A: "ab"}, whole{A: "a", B: "b"}, whole{B: "ab"}, whole{Parts: []part{}}, whole{Parts: []part{{}}}, whole{Parts: []part{{Name: "x"}}},
		whole{Parts: []part{{X: math.Copysign(0, -1)}}}, whole{Parts: []part{{X: 1}}}, whole{Parts: []part{{On: true}}}, whole{Parts: []part{{}, {}}},
		whole{By: map[string]float64{}}, whole{By: map[string]float64{"a": 1}}, whole{By: map[string]float64{"a": 1, "b": 2}}, whole{By: map[string]float64{"a": 2, "b": 1}},
		whole{Few: [2]int{1, -1}}, whole{Few: [2]int{-1, 1}}, whole{bits: 1}, part{}, "", "whole", 0, uint(0),
	}
	seen := map[[32]byte]int{}
	for i, v := range all {
		key := keyOf(v)
		if j, twice := seen[key]; twice {
			t.Errorf("%#v and %#v have one key", all[j], v)
		}
		seen[key] = i
	}
	one, other := map[string]float64{}, map[string]float64{}
	for i := range 50 {
		one[strconv.Itoa(i)], other[strconv.Itoa(49-i)] = float64(i), float64(49-i)
	}
	if keyOf(whole{By: one}) != keyOf(whole{By: other}) || keyOf("a", "b") == keyOf("ab", "") {
		t.Error("keys follow the order of a map, or run together")
	}
	defer func() {
		if recover() == nil {
			t.Error("a pointer stands in a key")
		}
	}()
	keyOf(struct{ P *int }{new(int)})
}

// Several that ask at the same time wait for one.
func TestAMemoryMakesAThingOnce(t *testing.T) {
	m := newMemory[digest, int](3)
	var made atomic.Int64
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			if v := m.of(keyOf("a"), func() int { time.Sleep(20 * time.Millisecond); return int(made.Add(1)) }); v != 1 {
				t.Errorf("got the %d. one", v)
			}
		})
	}
	all.Wait()
	if made.Load() != 1 || len(m.busy) != 0 {
		t.Errorf("made %d times, %d still being made", made.Load(), len(m.busy))
	}
	func() {
		defer func() { _ = recover() }()
		m.of(keyOf("b"), func() int { panic("no") })
	}()
	if v := m.of(keyOf("b"), func() int { return 7 }); v != 7 {
		t.Errorf("after one that failed: %d", v)
	}
}
