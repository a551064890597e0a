// Package balance judges simple checks of posture, length, strength and rhythm,
// and says which exercise they speak for. Its results are soft: they may change
// an exercise, never what the pain may be. Start at Judge.
package balance
