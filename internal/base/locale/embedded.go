//go:build !js

package locale

import (
	"embed"
	"io/fs"

	"golang.org/x/text/language"
)

//go:embed *.json
var files embed.FS

// Catalogue is the text of the files of a language, by name: es.json has the
// words of the pages, es_danger.json and its like those of the knowledge.
func Catalogue(code string) map[string]string {
	out := map[string]string{}
	names, err := fs.Glob(files, code+"*.json")
	if err != nil {
		panic("locale: " + err.Error())
	}
	for _, file := range names {
		raw, err := files.ReadFile(file)
		if err != nil {
			panic("locale: " + err.Error())
		}
		out[file] = string(raw)
	}
	return out
}

// Accept finds the language that fits what a browser says it accepts; English
// when nothing fits.
func Accept(header string) *Language {
	tags := make([]language.Tag, len(Languages))
	for i, l := range Languages {
		tags[i] = language.MustParse(l.Code)
	}
	wanted, _, err := language.ParseAcceptLanguage(header)
	if err != nil || len(wanted) == 0 {
		return English
	}
	_, i, confidence := language.NewMatcher(tags).Match(wanted...)
	if confidence == language.No {
		return English
	}
	return Languages[i]
}
