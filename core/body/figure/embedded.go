//go:build !js

package figure

import (
	"embed"
)

//go:embed data/*.txt
var data embed.FS

// Text is a figure as its file has it, "" when there is none of this name.
func Text(name string) string {
	raw, err := data.ReadFile("data/" + name + ".txt")
	if err != nil {
		return ""
	}
	return string(raw)
}
