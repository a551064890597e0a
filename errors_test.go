package unknot_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/unknot/unknot"
)

func TestIsKind(t *testing.T) {
	missing := unknot.Errorf(unknot.NotFound, "there is no such entry")
	cases := map[string]struct {
		err  error
		kind unknot.Kind
		want bool
	}{
		"the kind":           {missing, unknot.NotFound, true},
		"another kind":       {missing, unknot.Conflict, false},
		"wrapped":            {fmt.Errorf("open: %w", missing), unknot.NotFound, true},
		"one of two":         {errors.Join(errors.New("broken"), missing), unknot.NotFound, true},
		"only its text":      {fmt.Errorf("open: %v", missing), unknot.NotFound, false},
		"without a kind":     {errors.New("broken"), unknot.NotFound, false},
		"no error":           {nil, unknot.NotFound, false},
		"no kind, no error":  {nil, "", false},
		"no kind, any error": {errors.New("broken"), "", false},
	}
	for name, c := range cases {
		if got := unknot.IsKind(c.err, c.kind); got != c.want {
			t.Errorf("%s: IsKind(%v, %q) = %v", name, c.err, c.kind, got)
		}
	}
}
