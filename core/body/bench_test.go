package body_test

import "testing"

func BenchmarkFind(b *testing.B) {
	_, w := words(b)
	for _, say := range []string{"right temple, 5", "right temple and behind the right eye, 4, ache", "from the right buttock down to the calf, 6"} {
		b.Run(say, func(b *testing.B) {
			for b.Loop() {
				if _, err := w.Find(say); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
