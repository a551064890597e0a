package store

import "context"

// Pragma sets a pragma on the one connection that the database then has, so
// that tests can make a disk full or a lock short.
func (d *DB) Pragma(ctx context.Context, pragma string) error {
	d.sql.SetMaxOpenConns(1)
	_, err := d.sql.ExecContext(ctx, "pragma "+pragma)
	return err
}

// Exec runs SQL as another program would.
func (d *DB) Exec(ctx context.Context, text string) error {
	_, err := d.sql.ExecContext(ctx, text)
	return err
}
