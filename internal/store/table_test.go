package store_test

import (
	"context"
	"database/sql"
	"slices"
	"strings"
	"testing"

	"path/filepath"

	"github.com/unknot/unknot/internal/store"
)

// Whatever table a migration adds must be carried by exports and emptied by
// "delete everything", and must lead with the tenant.
func TestEveryTableIsCarriedAndLeadsWithTheTenant(t *testing.T) {
	folder := t.TempDir()
	if err := open(t, folder).Close(); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", filepath.Join(folder, "unknot.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	rows, err := db.QueryContext(context.Background(), "select name, sql from sqlite_master where type = 'table' and name not like 'sqlite_%' and name not like 'goose_%'")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var found []string
	for rows.Next() {
		var name, text string
		if err := rows.Scan(&name, &text); err != nil {
			t.Fatal(err)
		}
		found = append(found, name)
		if !strings.Contains(strings.Join(strings.Fields(text), " "), "( tenant text not null") || !strings.Contains(text, "primary key (tenant, id)") {
			t.Errorf("table %s does not lead with the tenant:\n%s", name, text)
		}
	}
	want := store.AllTables()
	slices.Sort(want)
	slices.Sort(found)
	if rows.Err() != nil || !slices.Equal(found, want) {
		t.Errorf("the database has %q, the store knows %q", found, want)
	}
}
