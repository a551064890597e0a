package auth

import (
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// Limits slows guessing down: each key (an account, an address) may try a few
// times at once and then again every so often.
type Limits struct {
	mu    sync.Mutex
	every time.Duration
	burst int
	keys  map[string]*rate.Limiter
}

// mostKeys bounds the memory; when it is reached, all keys begin anew.
const mostKeys = 20000

// NewLimits allows burst tries at once and one more every so often.
func NewLimits(burst int, every time.Duration) *Limits {
	return &Limits{every: every, burst: burst, keys: map[string]*rate.Limiter{}}
}

// Allow reports whether the key may try now.
func (l *Limits) Allow(key string, now time.Time) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	k := l.keys[key]
	if k == nil {
		if len(l.keys) >= mostKeys {
			clear(l.keys)
		}
		k = rate.NewLimiter(rate.Every(l.every), l.burst)
		l.keys[key] = k
	}
	return k.AllowN(now, 1)
}
