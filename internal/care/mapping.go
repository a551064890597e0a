//go:build !js

package care

import (
	"embed"
	"path"
	"strings"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/knowledge"
)

//go:embed mapping/*.toml
var mappings embed.FS

// Mappings names the diaries whose tables are known, in the order of letters.
func Mappings() []string {
	list, err := mappings.ReadDir("mapping")
	if err != nil {
		panic("care: the mappings are embedded")
	}
	var names []string
	for _, f := range list {
		names = append(names, strings.TrimSuffix(f.Name(), ".toml"))
	}
	return names
}

// KnownMapping is the mapping of a diary that is known.
func KnownMapping(name string) (Mapping, error) {
	f, err := mappings.Open(path.Join("mapping", name+".toml"))
	if err != nil {
		return Mapping{}, unknot.Errorf(unknot.Invalid, "there is no diary %q; did you mean %q?", name, knowledge.Nearest(name, Mappings()))
	}
	defer f.Close()
	return ReadMapping(f)
}
