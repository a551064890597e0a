package push

import (
	"context"
	"crypto/ecdh"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/unknot/unknot/internal/care"
)

// The example of RFC 8291, section 5 and appendix A.
func TestTheExampleOfTheStandard(t *testing.T) {
	raw, err := b64.DecodeString("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw")
	if err != nil {
		t.Fatal(err)
	}
	own, err := ecdh.P256().NewPrivateKey(raw)
	if err != nil {
		t.Fatal(err)
	}
	salt, err := b64.DecodeString("DGv6ra1nlYgDCS1FRnbzlw")
	if err != nil {
		t.Fatal(err)
	}
	d := care.Device{P256dh: "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4", Auth: "BTBZMqHH6r4Tts7J_aSIgg"}
	got, err := seal(d, []byte("When I grow up, I want to be a watermelon"), own, salt)
	if err != nil {
		t.Fatal(err)
	}
	const want = "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
	if b64.EncodeToString(got) != want {
		t.Errorf("sealed as\n%s, not\n%s", b64.EncodeToString(got), want)
	}
}

func TestSend(t *testing.T) {
	private, public, err := Fresh()
	if err != nil {
		t.Fatal(err)
	}
	status, seen := http.StatusCreated, http.Header{}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		seen = r.Header
		body, _ := io.ReadAll(r.Body)
		if len(body) < 100 || strings.Contains(string(body), "hello") {
			t.Error("the message is not sealed")
		}
		w.WriteHeader(status)
	}))
	defer s.Close()
	d := care.Device{Endpoint: s.URL + "/x", P256dh: "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4", Auth: "BTBZMqHH6r4Tts7J_aSIgg"}
	keys := care.PushKeys{Private: private, Public: public}
	send := func() error { return Send(context.Background(), s.Client(), keys, d, []byte("hello"), time.Now()) }
	if err := send(); err != nil || !strings.HasPrefix(seen.Get("Authorization"), "vapid t=") || seen.Get("TTL") == "" {
		t.Errorf("%v, %v", err, seen)
	}
	if status = http.StatusGone; send() != ErrGone {
		t.Error("a device that has gone is not noticed")
	}
	if status = http.StatusTooManyRequests; send() == nil {
		t.Error("a refusal is not noticed")
	}
	d.Endpoint = "http://elsewhere.example/x"
	if send() == nil {
		t.Error("a message goes out unprotected")
	}
}
