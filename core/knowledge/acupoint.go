package knowledge

import (
	"strings"

	"github.com/unknot/unknot"
)

// Acupoint is a traditional acupressure point under its standard code (WHO
// Western Pacific Region 2008, ISBN 978-92-9061-248-7).
type Acupoint struct {
	ID      string          `toml:"id"`      // code in lower case
	Code    string          `toml:"code"`    // "BL40"
	Aliases []string        `toml:"aliases"` // other spellings and the old number, "BL54 (old)"
	Where   string          `toml:"where"`
	Zones   []unknot.ZoneID `toml:"zones"`
	Locks   []string        `toml:"locks"` // conditions or medicines under which it is not offered
	Caution string          `toml:"caution"`
	Record
}

// PointList is one list of points that a document gives for a body part.
type PointList struct {
	ID       string   `toml:"id"`
	Name     string   `toml:"name"`
	Claim    string   `toml:"claim"`
	Points   []string `toml:"points"`  // standard codes
	Printed  []string `toml:"printed"` // codes as the document prints them
	Unproven bool     `toml:"unproven"`
	Doubt    string   `toml:"doubt"`
	Record
}

// AcupointByCode finds the points that a code may mean: the point of that code
// today, then those that once bore it (BL54 is in the buttock today, and was
// behind the knee in the old numbering). Meridian names UB, TW and SJ are read
// as BL and TE. The answer is empty when no point is stored under the code.
func (b *Base) AcupointByCode(code string) []*Acupoint {
	code = strings.ToUpper(strings.ReplaceAll(code, " ", ""))
	code = strings.ReplaceAll(code, "-", "")
	for _, m := range [][2]string{{"UB", "BL"}, {"TW", "TE"}, {"SJ", "TE"}} {
		if strings.HasPrefix(code, m[0]) {
			code = m[1] + strings.TrimPrefix(code, m[0])
		}
	}
	var today, once []*Acupoint
	for i := range b.Acupoints {
		p := &b.Acupoints[i]
		if p.Code == code {
			today = append(today, p)
		}
		for _, a := range p.Aliases {
			if a == code+" (old)" {
				once = append(once, p)
			}
		}
	}
	return append(today, once...)
}
