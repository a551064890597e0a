package figure_test

import (
	"strings"
	"testing"

	"github.com/unknot/unknot/core/body/figure"
)

// A name that is wider than its picture stands on two lines, so that it is not
// cut at the edge of the sheet.
func TestASheetBreaksALongName(t *testing.T) {
	head := figure.Of("neutral", "head_right")
	if head == nil {
		t.Fatal("there is no side view of the head")
	}
	for label, want := range map[string]string{
		"Head, front":          `>Head, front</text>`,
		"Cabeza, lado derecho": `>Cabeza, <tspan x="130" dy="1.1em">lado derecho</tspan></text>`,
		"":                     `>Head, <tspan x="130" dy="1.1em">right side</tspan></text>`,
		"Detrás":               `>Detrás</text>`,
	} {
		if sheet := figure.Sheet([]figure.Picture{{View: head, Label: label}}, figure.Light, "", ""); !strings.Contains(sheet, want) {
			t.Errorf("%q is not written as %s", label, want)
		}
	}
}
