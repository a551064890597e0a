package care

import (
	"crypto/sha256"
	"slices"
	"sync"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/assess"
	"github.com/unknot/unknot/core/forecast"
	"github.com/unknot/unknot/core/wire"
)

// How much is remembered: what people look at now. Judgement; together some
// tens of megabytes at most.
const (
	mostMade     = 256  // forecasts
	mostInferred = 1024 // weighings of the muscles, also after tests that were not done
	mostCases    = 256  // cases
	mostReadLast = 8192 // diary entries, some years of a person or a month of many
)

// memory keeps what was computed last, by everything that it was computed from,
// so that it is computed when something changed and not at each look. Nobody
// may change what it returns. A nil memory remembers nothing. Its key is all
// that a thing was made from, or the SHA-256 of it.
type memory[K comparable, V any] struct {
	most  int
	mu    sync.Mutex
	order []K // the oldest first
	by    map[K]V
	busy  map[K]chan struct{} // what is being made; closed when it is there
}

func newMemory[K comparable, V any](most int) *memory[K, V] {
	return &memory[K, V]{most: most, by: map[K]V{}, busy: map[K]chan struct{}{}}
}

func (m *memory[K, V]) get(key K) (v V, known bool) {
	if m == nil {
		return v, false
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	v, known = m.by[key]
	return v, known
}

func (m *memory[K, V]) put(key K, v V) {
	if m == nil {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if _, known := m.by[key]; known {
		return
	}
	if len(m.order) >= m.most {
		delete(m.by, m.order[0])
		m.order = m.order[1:]
	}
	m.by[key] = v
	m.order = append(m.order, key)
}

// of gives what belongs to a key, and makes it when it is not there: once, also
// where several ask at the same time.
func (m *memory[K, V]) of(key K, anew func() V) V {
	for {
		m.mu.Lock()
		v, known := m.by[key]
		wait, busy := m.busy[key]
		if !known && !busy {
			wait = make(chan struct{})
			m.busy[key] = wait
		}
		m.mu.Unlock()
		switch {
		case known:
			return v
		case busy:
			<-wait
			continue
		}
		defer func() {
			m.mu.Lock()
			defer m.mu.Unlock()
			delete(m.busy, key)
			close(wait)
		}()
		v = anew()
		m.put(key, v)
		return v
	}
}

// outcome is a forecast, or why there is none.
type outcome struct {
	forecast forecast.Forecast
	err      error
}

// forecast makes a forecast, which takes some hundred milliseconds for a year
// of entries, or remembers it.
func (p *Practice) forecast(in forecast.Input) (forecast.Forecast, error) {
	if p.made == nil {
		return forecast.Make(in)
	}
	o := p.made.of(keyOf(in), func() (o outcome) {
		o.forecast, o.err = forecast.Make(in)
		return o
	})
	return o.forecast, o.err
}

// infer weighs the muscles of a case, which takes some tens of milliseconds, or
// remembers it. What was weighed with its reasons serves for a brief one too.
func (p *Practice) infer(in assess.Input) (assess.Assessment, error) {
	if p.inferred == nil {
		return p.Engine().Infer(in)
	}
	key := keyOf(p.Base.Version, in)
	a, known := p.inferred.get(key)
	if !known && in.Brief {
		whole := in
		whole.Brief = false
		a, known = p.inferred.get(keyOf(p.Base.Version, whole))
	}
	if known {
		return a, nil
	}
	a, err := p.Engine().Infer(in)
	if err == nil {
		p.inferred.put(key, a)
	}
	return a, err
}

// Suppose is what the muscles would be after one more finding, without reasons
// and ranges.
func (p *Practice) Suppose(c wire.Case, f assess.Finding) (assess.Assessment, error) {
	c.Findings = append(slices.Clone(c.Findings), f)
	return p.infer(c.ToInfer(true))
}

// readCase reads a case as it was kept, or remembers it.
func (p *Practice) readCase(doc string) (wire.Case, error) {
	key := sha256.Sum256([]byte(doc))
	if c, known := p.cases.get(key); known {
		return c, nil
	}
	c, err := wire.ReadCase(p.Base, p.Words, []byte(doc))
	if err == nil {
		p.cases.put(key, c)
	}
	return c, err
}

// readEntry reads an entry as it was written, or remembers it.
func (p *Practice) readEntry(doc string) (unknot.Entry, error) {
	if e, known := p.read.get(doc); known {
		return e, nil
	}
	e, err := wire.ReadEntry(p.Base, []byte(doc))
	if err == nil {
		p.read.put(doc, e)
	}
	return e, err
}
