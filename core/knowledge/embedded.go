//go:build !js

package knowledge

import "github.com/unknot/unknot/knowledge/data"

// Embedded loads the knowledge that ships inside the program.
func Embedded() (*Base, error) { return Load(data.Files) }
