package posterior

import "math/bits"

// table is a hash table from set keys to numbers, emptied in one step.
type table struct {
	slots []slot
	mask  uint64
	used  int
	round uint32
}

type slot struct {
	key   uint64
	round uint32
	val   int32
}

// sieve is a set of keys that keeps only half of each key, to stay small: two
// keys are taken for one about once in 10^9 times.
type sieve struct {
	slots []uint32
	mask  uint64
}

// reset empties the sieve and makes room for count keys.
func (t *sieve) reset(count int) {
	size := 1 << bits.Len(uint(2*count+1))
	t.slots = resize(t.slots, size)
	clear(t.slots)
	t.mask = uint64(size - 1)
}

// put stores a key and reports whether it was new.
func (t *sieve) put(key uint64) bool {
	half := uint32(key>>32) | 1 // 0 marks an empty slot
	for i := key & t.mask; ; i = (i + 1) & t.mask {
		switch t.slots[i] {
		case 0:
			t.slots[i] = half
			return true
		case half:
			return false
		}
	}
}

func (t *table) init() {
	t.slots = make([]slot, 1024)
	t.mask = uint64(len(t.slots) - 1)
	t.round = 1
}

func (t *table) reset() {
	t.used = 0
	t.round++
	if t.round == 0 { // every 2^32 components
		clear(t.slots)
		t.round = 1
	}
}

func (t *table) get(key uint64) (int32, bool) {
	for i := key & t.mask; ; i = (i + 1) & t.mask {
		x := &t.slots[i]
		if x.round != t.round {
			return 0, false
		}
		if x.key == key {
			return x.val, true
		}
	}
}

// put stores a key and reports whether it was new. The value of a known key
// stays.
func (t *table) put(key uint64, val int32) bool {
	i := key & t.mask
	for ; t.slots[i].round == t.round; i = (i + 1) & t.mask {
		if t.slots[i].key == key {
			return false
		}
	}
	t.slots[i] = slot{key: key, round: t.round, val: val}
	t.used++
	if 2*t.used > len(t.slots) {
		t.grow()
	}
	return true
}

func (t *table) grow() {
	old, round := t.slots, t.round
	t.slots = make([]slot, 2*len(old))
	t.mask = uint64(len(t.slots) - 1)
	t.round, t.used = 1, 0
	for _, x := range old {
		if x.round == round {
			t.put(x.key, x.val)
		}
	}
}

// step is a set waiting to be opened: node from, plus one atom if add >= 0.
type step struct {
	logM float64
	key  uint64
	from int32
	add  int32
}

// before orders the queue: heavier first, ties by key so that the order never
// depends on the machine.
func (a *step) before(b *step) bool {
	return a.logM > b.logM || a.logM == b.logM && a.key < b.key
}

func (q *search) push(x step) {
	q.queue = append(q.queue, x)
	h := q.queue
	i := len(h) - 1
	for i > 0 {
		p := (i - 1) / 2
		if !h[i].before(&h[p]) {
			break
		}
		h[i], h[p] = h[p], h[i]
		i = p
	}
}

func (q *search) pop() step {
	h := q.queue
	x := h[0]
	n := len(h) - 1
	h[0] = h[n]
	h = h[:n]
	for i := 0; ; {
		m := 2*i + 1
		if m >= n {
			break
		}
		if m+1 < n && h[m+1].before(&h[m]) {
			m++
		}
		if !h[m].before(&h[i]) {
			break
		}
		h[i], h[m] = h[m], h[i]
		i = m
	}
	q.queue = h
	return x
}
