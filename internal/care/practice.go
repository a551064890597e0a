package care

import (
	"context"
	"io"
	"sync"
	"time"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/assess"
	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/core/wire"
	"github.com/unknot/unknot/internal/store"
)

// Practice is everything the use cases need: the knowledge, the grammar and the
// engine built from it, what is kept, and the clock.
type Practice struct {
	Base   *knowledge.Base
	Words  *body.Words
	Engine func() *assess.Engine // made when it is first asked for: many commands never do
	Store  *store.DB             // nil for commands that keep nothing
	Now    func() time.Time      // the clock; tests set their own
	Extras []Extra               // what an export holds besides records, tables and pictures
	Shown  bool                  // nothing in it is real: the pages say that it is a demo

	made     *memory[digest, outcome]
	inferred *memory[digest, assess.Assessment]
	cases    *memory[digest, wire.Case]
	read     *memory[string, unknot.Entry] // by their text
	wrote    chan string                   // tenants, for Foresee
}

// mostWaiting is how many people may wait for their forecast in the background;
// the forecast of others is made when they look. Judgement: some ten seconds of
// one core.
const mostWaiting = 32

// With is a practice of other knowledge, which keeps nothing.
func With(base *knowledge.Base) *Practice {
	return &Practice{Base: base, Words: body.NewWords(base), Engine: sync.OnceValue(func() *assess.Engine { return assess.NewEngine(base) }), Now: time.Now}
}

// Extra writes more files into the export of a person. The same records must
// give the same bytes.
type Extra func(ctx context.Context, p *Practice, tenant string, create func(name string) (io.Writer, error)) error
