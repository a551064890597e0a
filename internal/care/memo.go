package care

import (
	"crypto/sha256"
	"fmt"
	"sync"

	"github.com/unknot/unknot/core/forecast"
)

// mostMade is how many forecasts are remembered: those that people look at now.
const mostMade = 256

// made remembers forecasts. Making one takes some hundred milliseconds for a
// year of entries, and the same input gives the same forecast; so it is made
// when something was added, and not at each look. A nil made remembers nothing.
type made struct {
	mu    sync.Mutex
	order [][sha256.Size]byte // the oldest first
	by    map[[sha256.Size]byte]outcome
}

// outcome is a forecast, or why there is none.
type outcome struct {
	forecast forecast.Forecast
	err      error
}

// of makes a forecast, or remembers it. Nobody may change what it returns.
func (m *made) of(in forecast.Input) (forecast.Forecast, error) {
	if m == nil {
		return forecast.Make(in)
	}
	h := sha256.New()
	fmt.Fprintf(h, "%#v", in)
	key := [sha256.Size]byte(h.Sum(nil))
	m.mu.Lock()
	o, known := m.by[key]
	m.mu.Unlock()
	if known {
		return o.forecast, o.err
	}
	o.forecast, o.err = forecast.Make(in)
	m.mu.Lock()
	defer m.mu.Unlock()
	if _, known := m.by[key]; !known {
		if len(m.order) >= mostMade {
			delete(m.by, m.order[0])
			m.order = m.order[1:]
		}
		if m.by == nil {
			m.by = map[[sha256.Size]byte]outcome{}
		}
		m.by[key] = o
		m.order = append(m.order, key)
	}
	return o.forecast, o.err
}
