// Package data holds the knowledge files themselves and nothing else, so that
// a clinician can read and change them without touching Go.
// The format is described in docs/data.md; core/knowledge loads and checks it.
package data

import "embed"

// Files is every knowledge file, as reviewed and released.
//
//go:embed *.toml */*.toml
var Files embed.FS
