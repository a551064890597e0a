package care

import (
	"context"
	"fmt"
	"time"

	"github.com/unknot/unknot/core/assess"
	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/internal/store"
)

// Practice is everything the use cases need: the knowledge, the grammar and the
// engine built from it, what is kept, and the clock.
type Practice struct {
	Base   *knowledge.Base
	Words  *body.Words
	Engine *assess.Engine
	Store  *store.DB        // nil for commands that keep nothing
	Now    func() time.Time // the clock; tests set their own
}

// Open loads the knowledge that ships inside the program.
func Open() (*Practice, error) {
	base, err := knowledge.Embedded()
	if err != nil {
		return nil, fmt.Errorf("load knowledge: %w", err)
	}
	return &Practice{Base: base, Words: body.NewWords(base), Engine: assess.NewEngine(base), Now: time.Now}, nil
}

// OpenStore opens the database: a folder, made when it is new, or the address
// of a PostgreSQL database.
func (p *Practice) OpenStore(ctx context.Context, where string) (err error) {
	p.Store, err = store.Open(ctx, where)
	return err
}

// Close ends the work with the database.
func (p *Practice) Close() error {
	if p.Store == nil {
		return nil
	}
	return p.Store.Close()
}
