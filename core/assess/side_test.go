package assess

import (
	"errors"
	"testing"
)

func TestSideBySide(t *testing.T) {
	done := make([]int, 100)
	if err := sideBySide(len(done), func(i int) error { done[i]++; return nil }); err != nil {
		t.Fatal(err)
	}
	for i, n := range done {
		if n != 1 {
			t.Fatalf("task %d ran %d times", i, n)
		}
	}
	third, fifth := errors.New("third"), errors.New("fifth")
	if err := sideBySide(9, func(i int) error { return map[int]error{3: third, 5: fifth}[i] }); err != third {
		t.Errorf("the error is %v, want that of the lowest task", err)
	}
	defer func() {
		if p := recover(); p != "four" {
			t.Errorf("recovered %v, want the panic of the task", p)
		}
	}()
	_ = sideBySide(9, func(i int) error {
		if i == 4 {
			panic("four")
		}
		return nil
	})
	t.Error("the panic of a task was lost")
}
