// Package num is the small numeric room: functions whose last bit is the same
// on every processor, orderings and streams of chance that are given a seed.
//
// The standard math.Exp and math.Log are written in assembly on some
// processors, and Go may fuse a product and a sum into one rounding on others.
// Here every product that is then added is wrapped in float64(…), which the
// language promises to round, so results do not change from machine to machine.
package num
