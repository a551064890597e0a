//go:build !js

package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"time"
)

// Sessions keeps the sessions of browsers, in the form that
// github.com/alexedwards/scs wants. Only a hash of the cookie is kept, so that
// whoever reads the database or a backup cannot sign in with it.
type Sessions struct {
	DB  *DB
	Now func() time.Time
}

func hashed(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

// FindCtx returns the content of a session that has not ended.
func (s Sessions) FindCtx(ctx context.Context, token string) ([]byte, bool, error) {
	var doc string
	err := s.DB.row(ctx, "select doc from session where tenant = $1 and id = $2 and ends > $3", House, hashed(token), s.Now().UnixMicro()).Scan(&doc)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, failed("read the session", err)
	}
	raw, err := base64.StdEncoding.DecodeString(doc)
	return raw, err == nil, err
}

// CommitCtx keeps a session, and takes those away that have ended.
func (s Sessions) CommitCtx(ctx context.Context, token string, raw []byte, ends time.Time) error {
	_, err := s.DB.exec(ctx, "delete from session where tenant = $1 and ends <= $2", House, s.Now().UnixMicro())
	if err == nil {
		_, err = s.DB.exec(ctx, `insert into session (tenant, id, doc, ends) values ($1, $2, $3, $4)
on conflict (tenant, id) do update set doc = excluded.doc, ends = excluded.ends`, House, hashed(token), base64.StdEncoding.EncodeToString(raw), ends.UnixMicro())
	}
	if err != nil {
		return failed("keep the session", err)
	}
	return nil
}

// DeleteCtx ends a session.
func (s Sessions) DeleteCtx(ctx context.Context, token string) error {
	if _, err := s.DB.exec(ctx, "delete from session where tenant = $1 and id = $2", House, hashed(token)); err != nil {
		return failed("end the session", err)
	}
	return nil
}

// Find is FindCtx without a context, as scs wants it.
func (s Sessions) Find(token string) ([]byte, bool, error) {
	return s.FindCtx(context.Background(), token)
}

// Commit is CommitCtx without a context.
func (s Sessions) Commit(token string, raw []byte, ends time.Time) error {
	return s.CommitCtx(context.Background(), token, raw, ends)
}

// Delete is DeleteCtx without a context.
func (s Sessions) Delete(token string) error { return s.DeleteCtx(context.Background(), token) }
