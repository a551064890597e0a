package care_test

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/internal/base/archive"
	"github.com/unknot/unknot/internal/care"
	"github.com/unknot/unknot/internal/store"
	"github.com/unknot/unknot/internal/store/storetest"
)

const word = "four plain words here"

func account(t testing.TB, p *care.Practice, name, role string) care.Account {
	t.Helper()
	if _, err := p.AddAccount(context.Background(), name, role, word); err != nil {
		t.Fatal(err)
	}
	a, err := p.SignIn(context.Background(), strings.ToUpper(name), word)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestSigningInAndRecovering(t *testing.T) {
	ctx := context.Background()
	p := opened(t, storetest.Postgres(t))
	codes, err := p.AddAccount(ctx, "Ada", "person", word)
	if err != nil || len(codes) != 8 {
		t.Fatal(codes, err)
	}
	for name, c := range map[string]struct{ name, role, password string }{
		"taken": {"ada", "person", word}, "role": {"bob", "king", word}, "short": {"bob", "person", "short"}, "name": {"b b", "person", word},
	} {
		if _, err := p.AddAccount(ctx, c.name, c.role, c.password); kind(err) != unknot.Invalid && kind(err) != unknot.Conflict {
			t.Errorf("%s: %v", name, err)
		}
	}
	_, wrong := p.SignIn(ctx, "ada", "five plain words are here")
	_, nobody := p.SignIn(ctx, "nobody", word)
	if kind(wrong) != unknot.Forbidden || wrong.Error() != nobody.Error() {
		t.Errorf("names can be told apart: %v / %v", wrong, nobody)
	}
	before, err := p.SignIn(ctx, "ada", word)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Recover(ctx, "ada", "aaaa-bbbb-cccc-dddd", "another set of words"); kind(err) != unknot.Forbidden {
		t.Errorf("a wrong code: %v", err)
	}
	after, err := p.Recover(ctx, "ada", strings.ToUpper(codes[3]), "another set of words")
	if err != nil || after.Version == before.Version {
		t.Errorf("open sessions go on: %+v %v", after, err)
	}
	if _, err := p.Recover(ctx, "ada", codes[3], "another set of words"); kind(err) != unknot.Forbidden {
		t.Errorf("the code works twice: %v", err)
	}
	if _, err := p.SignIn(ctx, "ada", word); kind(err) != unknot.Forbidden {
		t.Errorf("the old password: %v", err)
	}
	lines, err := p.Audit(ctx, store.House, 50)
	if err != nil || len(lines) < 4 || lines[0].What != "sign_in_failed" {
		t.Errorf("%+v %v", lines, err)
	}
}

// Consent: for one episode, to one clinician, until it ends or is taken back,
// each look written down, and gone with the person.
func TestSharingNeedsConsentAndIsLogged(t *testing.T) {
	ctx := context.Background()
	p := opened(t, t.TempDir())
	ada, doc, other := account(t, p, "ada", "person"), account(t, p, "doc", "clinician"), account(t, p, "other", "clinician")
	keep := func() string {
		raw := []byte(fmt.Sprintf(line, 41))
		a, err := p.Assess(raw)
		if err != nil {
			t.Fatal(err)
		}
		id, err := p.Keep(ctx, ada.Tenant, raw, a)
		if err != nil {
			t.Fatal(err)
		}
		e := felt(3, 9, "calf.left", 4)
		e.Episode = id
		if _, _, err := p.Log(ctx, ada.Tenant, e, nil); err != nil {
			t.Fatal(err)
		}
		return id
	}
	shared, private := keep(), keep()
	consent, err := p.Share(ctx, ada, shared, "doc", 24*time.Hour, false)
	if err != nil {
		t.Fatal(err)
	}
	got, err := p.OpenShared(ctx, doc, consent.ID)
	if err != nil || len(got.Answer.Assessment.Candidates) == 0 || len(got.Entries) != 1 || got.Entries[0].Episode != shared || got.Name != "ada" {
		t.Errorf("%d entries, %v; %s stays private", len(got.Entries), err, private)
	}
	if _, err := p.OpenShared(ctx, other, consent.ID); kind(err) != unknot.NotFound {
		t.Errorf("somebody else: %v", err)
	}
	if lines, err := p.Audit(ctx, ada.Tenant, 1); err != nil || lines[0].What != "read_shared" || lines[0].Account != "doc" {
		t.Errorf("%+v %v", lines, err)
	}
	for name, f := range map[string]func() error{
		"to a person":       func() error { _, err := p.Share(ctx, doc, shared, "ada", time.Hour, false); return err },
		"another's":         func() error { _, err := p.Share(ctx, other, shared, "doc", time.Hour, false); return err },
		"to nobody":         func() error { _, err := p.Share(ctx, ada, shared, "nobody", time.Hour, false); return err },
		"for ever":          func() error { _, err := p.Share(ctx, ada, shared, "doc", 1e6*time.Hour, false); return err },
		"another's unshare": func() error { return p.Unshare(ctx, other, consent.ID) },
	} {
		if err := f(); kind(err) != unknot.NotFound && kind(err) != unknot.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := p.Unshare(ctx, ada, consent.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := p.OpenShared(ctx, doc, consent.ID); kind(err) != unknot.NotFound {
		t.Errorf("after it was taken back: %v", err)
	}
	again, err := p.Share(ctx, ada, shared, "doc", 24*time.Hour, false)
	if err != nil {
		t.Fatal(err)
	}
	now := p.Now
	p.Now = func() time.Time { return now().Add(25 * time.Hour) }
	if _, err := p.OpenShared(ctx, doc, again.ID); kind(err) != unknot.NotFound {
		t.Errorf("after it ran out: %v", err)
	}
}

func TestTokens(t *testing.T) {
	ctx := context.Background()
	p := opened(t, t.TempDir())
	account(t, p, "ada", "person")
	secret, err := p.AddToken(ctx, "ada", "phone", []string{"read"}, 24*time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	if a, err := p.TokenAccount(ctx, secret, "read"); err != nil || a.Name != "ada" {
		t.Errorf("%+v %v", a, err)
	}
	if _, err := p.TokenAccount(ctx, secret, "write"); kind(err) != unknot.Forbidden {
		t.Errorf("a scope that was not given: %v", err)
	}
	list, err := p.Tokens(ctx, "ada")
	if err != nil || len(list) != 1 || strings.Contains(fmt.Sprint(list), secret) {
		t.Fatalf("%+v %v", list, err)
	}
	if err := p.RevokeToken(ctx, "ada", list[0].ID); err != nil {
		t.Fatal(err)
	}
	if _, err := p.TokenAccount(ctx, secret, "read"); kind(err) != unknot.Forbidden {
		t.Errorf("revoked: %v", err)
	}
}

// Delete means gone: no table, and no byte of the files, holds anything of the
// person; others keep theirs.
func TestDeletedMeansGone(t *testing.T) {
	ctx := context.Background()
	p := opened(t, t.TempDir())
	ada, bob := account(t, p, "ada.lovelace", "person"), account(t, p, "bob", "person")
	for _, a := range []care.Account{ada, bob} {
		e := felt(3, 9, "calf.left", 4)
		e.Note = "a note of " + a.Name
		if _, _, err := p.Log(ctx, a.Tenant, e, nil); err != nil {
			t.Fatal(err)
		}
	}
	receipt, err := p.DeleteAccount(ctx, "ada.lovelace")
	if err != nil || receipt.Rows < 10 || receipt.ID == "" {
		t.Fatalf("%+v %v", receipt, err)
	}
	var out bytes.Buffer
	if _, err := p.Backup(ctx, &out, archive.Lock{}); err != nil {
		t.Fatal(err)
	}
	rows := member(t, out.Bytes(), "records/entry.jsonl") + member(t, out.Bytes(), "records/account.jsonl") + member(t, out.Bytes(), "records/recovery.jsonl")
	if strings.Contains(rows, "lovelace") || strings.Contains(rows, ada.Tenant) || !strings.Contains(rows, "a note of bob") {
		t.Errorf("left:\n%s", rows)
	}
	if strings.Contains(member(t, out.Bytes(), "records/audit.jsonl"), "lovelace") {
		t.Error("the audit log still names them")
	}
}
