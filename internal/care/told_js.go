package care

import "context"

// tell does nothing in a browser: the server tells what it is told when the
// record reaches it.
func (p *Practice) tell(context.Context, string, string, Told) {}
