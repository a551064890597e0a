package care

import (
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/internal/store"
)

// Carrying is the practice of one person in a browser: with the records that
// were carried there, and those that were written since and are not on the
// server yet.
func Carrying(base *knowledge.Base, carried, fresh Records) *Practice {
	p := With(base)
	p.Store = store.NewPocket(carried)
	p.Store.Write(fresh)
	return p
}
