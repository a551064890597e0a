//go:build !js

package care

import (
	"context"
	"fmt"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/assess"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/core/wire"
	"github.com/unknot/unknot/internal/base/seal"
	"github.com/unknot/unknot/internal/store"
)

// Open loads the knowledge that ships inside the program.
func Open() (*Practice, error) {
	base, err := knowledge.Embedded()
	if err != nil {
		return nil, fmt.Errorf("load knowledge: %w", err)
	}
	p := With(base)
	p.made, p.inferred = newMemory[digest, outcome](mostMade), newMemory[digest, assess.Assessment](mostInferred)
	p.cases, p.read = newMemory[digest, wire.Case](mostCases), newMemory[string, unknot.Entry](mostReadLast)
	p.wrote = make(chan string, mostWaiting)
	return p, nil
}

// OpenStore opens the database: a folder, made when it is new, or the address
// of a PostgreSQL database.
func (p *Practice) OpenStore(ctx context.Context, where string) error {
	return p.OpenSealed(ctx, where, nil)
}

// OpenSealed opens the database, whose fields with health data are encrypted
// with a key; nil is none.
func (p *Practice) OpenSealed(ctx context.Context, where string, key *seal.Sealer) (err error) {
	p.Store, err = store.Open(ctx, where, store.WithKey(key))
	return err
}

// Rekey encrypts everything that is kept with another key, or with nil leaves
// it open; all or nothing. It says how many records that were.
func (p *Practice) Rekey(ctx context.Context, to *seal.Sealer) (int64, error) {
	return p.Store.Rekey(ctx, to)
}

// Close ends the work with the database.
func (p *Practice) Close() error {
	if p.Store == nil {
		return nil
	}
	return p.Store.Close()
}
