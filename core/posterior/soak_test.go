package posterior_test

import "os"

// soak picks the number of rounds: usual always, many when UNKNOT_SOAK is set.
func soak(usual, many int) int {
	if os.Getenv("UNKNOT_SOAK") != "" {
		return many
	}
	return usual
}
