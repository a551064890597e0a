// Package zipped sends answers compressed where their reader can read that.
package zipped

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"net/http"
	"strings"
	"sync"
)

// Write sends a body whose header is set. What is sent holds no secret that
// its length could betray beside what the person typed.
func Write(w http.ResponseWriter, r *http.Request, status int, body []byte) {
	w.Header().Add("Vary", "Accept-Encoding")
	if !strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		w.WriteHeader(status)
		_, _ = w.Write(body) // the reader has gone; there is nobody to tell
		return
	}
	w.Header().Set("Content-Encoding", "gzip")
	w.WriteHeader(status)
	_, _ = w.Write(last.zip(body))
}

// How much is remembered, and from which size on: judgement. Together some
// megabytes.
const mostKept, leastKept = 128, 8 << 10

// last are the large bodies that were compressed last. Most pages are asked for
// more often than they change, and to compress one well takes longer than to
// make it.
var last = kept{by: map[[sha256.Size]byte][]byte{}}

type kept struct {
	mu    sync.Mutex
	order [][sha256.Size]byte // the oldest first
	by    map[[sha256.Size]byte][]byte
}

func (k *kept) zip(body []byte) []byte {
	if len(body) < leastKept {
		return compress(body)
	}
	key := sha256.Sum256(body)
	k.mu.Lock()
	short, known := k.by[key]
	k.mu.Unlock()
	if known {
		return short
	}
	short = compress(body)
	k.mu.Lock()
	defer k.mu.Unlock()
	if _, known := k.by[key]; !known {
		if len(k.order) >= mostKept {
			delete(k.by, k.order[0])
			k.order = k.order[1:]
		}
		k.by[key], k.order = short, append(k.order, key)
	}
	return short
}

func compress(body []byte) []byte {
	var out bytes.Buffer
	z := writers.Get().(*gzip.Writer)
	z.Reset(&out)
	_, _ = z.Write(body) // a buffer takes everything
	_ = z.Close()
	writers.Put(z)
	return out.Bytes()
}

// writers are kept, since each holds a megabyte.
var writers = sync.Pool{New: func() any { return gzip.NewWriter(nil) }}
