// Package data holds the knowledge files themselves and nothing else, so that
// a clinician can read and change them without touching Go.
// The format is described in docs/data.md; core/knowledge loads and checks it.
package data

import "embed"

// Files is every knowledge file, as reviewed and released, and the JSON schema
// that editors check them by.
//
//go:embed *.toml */*.toml schema.json
var Files embed.FS
