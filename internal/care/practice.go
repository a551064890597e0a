package care

import (
	"fmt"

	"github.com/unknot/unknot/core/assess"
	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/core/knowledge"
)

// Practice is everything the use cases need that does not change while the
// program runs: the knowledge, the grammar and the engine built from it.
type Practice struct {
	Base   *knowledge.Base
	Words  *body.Words
	Engine *assess.Engine
}

// Open loads the knowledge that ships inside the program.
func Open() (*Practice, error) {
	base, err := knowledge.Embedded()
	if err != nil {
		return nil, fmt.Errorf("load knowledge: %w", err)
	}
	return &Practice{Base: base, Words: body.NewWords(base), Engine: assess.NewEngine(base)}, nil
}
