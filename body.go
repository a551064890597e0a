package unknot

import "strings"

// Side is the person's own right or left, never the viewer's.
type Side string

// The two sides. A zone on the midline has a right and a left half.
const (
	Right Side = "right"
	Left  Side = "left"
)

// Sides lists both sides, right first: the order of every listing.
var Sides = [2]Side{Right, Left}

// Mirror returns the other side.
func (s Side) Mirror() Side {
	if s == Right {
		return Left
	}
	return Right
}

// Valid reports whether s is one of the two sides.
func (s Side) Valid() bool { return s == Right || s == Left }

// ZoneID names a pain area, such as "temple"; it has no side.
type ZoneID string

// CellID names an area of skin on one side, such as "temple.right".
type CellID string

// MuscleID names a muscle part, such as "trapezius_upper"; it has no side.
type MuscleID string

// Side returns the side that ends the identifier, or "" when there is none.
func (c CellID) Side() Side {
	i := strings.LastIndexByte(string(c), '.')
	if i < 0 {
		return ""
	}
	if s := Side(c[i+1:]); s.Valid() {
		return s
	}
	return ""
}

// Mirror returns the same area on the other side.
func (c CellID) Mirror() CellID {
	s := c.Side()
	if s == "" {
		return c
	}
	return c[:len(c)-len(s)] + CellID(s.Mirror())
}
