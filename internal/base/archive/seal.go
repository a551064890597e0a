package archive

import (
	"bytes"
	"errors"
	"io"
	"strings"

	"filippo.io/age"

	"github.com/unknot/unknot"
)

// header is how each age file begins.
const header = "age-encryption.org/"

// Lock says who may open an archive: whoever knows the passphrase, or holds
// the identity of one of the recipients (age1…). The zero value locks nothing.
type Lock struct {
	Passphrase string
	Recipients []string
	Work       int // log2 of the scrypt work for a passphrase; 0 is age's own choice
}

// Open reports whether the lock locks nothing.
func (l Lock) Open() bool { return l.Passphrase == "" && len(l.Recipients) == 0 }

// Seal encrypts what is written, when the lock asks for it. Close must be
// called; it does not close the writer beneath.
func Seal(w io.Writer, l Lock) (io.WriteCloser, error) {
	if l.Open() {
		return plain{w}, nil
	}
	if l.Passphrase != "" && len(l.Recipients) > 0 {
		return nil, unknot.Errorf(unknot.Invalid, "give a passphrase or recipients, not both")
	}
	var to []age.Recipient
	if l.Passphrase != "" {
		r, err := age.NewScryptRecipient(l.Passphrase)
		if err != nil {
			return nil, unknot.Errorf(unknot.Invalid, "the passphrase cannot be used: %v", err)
		}
		if l.Work > 0 {
			r.SetWorkFactor(l.Work)
		}
		to = append(to, r)
	}
	for _, s := range l.Recipients {
		list, err := age.ParseRecipients(strings.NewReader(s))
		if err != nil {
			return nil, unknot.Errorf(unknot.Invalid, "%q is no age recipient; it begins with age1", s)
		}
		to = append(to, list...)
	}
	return age.Encrypt(w, to...)
}

type plain struct{ io.Writer }

func (plain) Close() error { return nil }

// Key opens a locked archive: a passphrase, or the text of an identity file
// (AGE-SECRET-KEY-…).
type Key struct {
	Passphrase string
	Identities string
}

// Unseal returns the content of an archive, decrypted when it is locked.
func Unseal(r io.ReaderAt, size int64, k Key) (io.ReaderAt, int64, error) {
	start := make([]byte, len(header))
	if n, err := r.ReadAt(start, 0); n < len(start) && err != nil && !errors.Is(err, io.EOF) {
		return nil, 0, err
	}
	if !bytes.Equal(start, []byte(header)) {
		return r, size, nil
	}
	var ids []age.Identity
	if k.Identities != "" {
		list, err := age.ParseIdentities(strings.NewReader(k.Identities))
		if err != nil {
			return nil, 0, unknot.Errorf(unknot.Invalid, "the identity file cannot be read; it holds lines that begin with AGE-SECRET-KEY")
		}
		ids = append(ids, list...)
	}
	if k.Passphrase != "" {
		id, err := age.NewScryptIdentity(k.Passphrase)
		if err != nil {
			return nil, 0, err
		}
		ids = append(ids, id)
	}
	if len(ids) == 0 {
		return nil, 0, unknot.Errorf(unknot.Invalid, "the archive is encrypted; give the passphrase or the identity file")
	}
	body, n, err := age.DecryptReaderAt(r, size, ids...)
	if err != nil {
		return nil, 0, unknot.Errorf(unknot.Invalid, "the archive cannot be decrypted: the passphrase or identity does not fit, or the file is damaged")
	}
	return body, n, nil
}
