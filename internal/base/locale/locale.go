package locale

import "context"

// Locale is how one person reads: language, region and units.
type Locale struct {
	*Language
	Region string // two letters, such as GB; "" when it is not known
	Units  Units
}

// Units are those of pressure on a sore spot.
type Units string

// The units that a person can choose.
const (
	Kilopascal Units = "kPa"
	KgPerCm2   Units = "kg/cm²"
)

type key struct{}

// With keeps how the reader of a request reads.
func With(ctx context.Context, l Locale) context.Context { return context.WithValue(ctx, key{}, l) }

// From says how the reader of a request reads; English and kPa when nobody
// said.
func From(ctx context.Context) Locale {
	if l, ok := ctx.Value(key{}).(Locale); ok {
		return l
	}
	return Locale{Language: English, Units: Kilopascal}
}
