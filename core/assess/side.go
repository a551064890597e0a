package assess

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// sideBySide runs tasks 0 to n-1 on the processors there are and returns the
// error of the lowest task that failed. Tasks must not share what they write,
// so that the answer does not depend on their order. A panic of a task is
// raised again here, where the caller can catch it.
func sideBySide(n int, task func(i int) error) error {
	errs, panics := make([]error, n), make([]any, n)
	var next atomic.Int64
	var all sync.WaitGroup
	one := func(i int) {
		defer func() { panics[i] = recover() }()
		errs[i] = task(i)
	}
	for range min(n, runtime.GOMAXPROCS(0)) {
		all.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				one(i)
			}
		})
	}
	all.Wait()
	for i := range n {
		if panics[i] != nil {
			panic(panics[i])
		}
		if errs[i] != nil {
			return errs[i]
		}
	}
	return nil
}
