package care

import "github.com/unknot/unknot/internal/store"

// Records are what a person keeps, in one piece, as a device carries them.
type Records = store.Records
