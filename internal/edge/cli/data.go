package cli

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"

	"github.com/unknot/unknot/internal/care"
	"github.com/unknot/unknot/internal/edge/fhir"
)

// dataFlags say where the data is, for every command that keeps something.
type dataFlags struct {
	Data     string `type:"path" env:"UNKNOT_DATA" placeholder:"FOLDER" help:"Folder of the database. Default: unknot in your own data folder."`
	Database string `env:"UNKNOT_DATABASE_URL" placeholder:"URL" help:"A PostgreSQL database instead of the folder, such as postgres://user@host/unknot."`
	DataKey  string `name:"data-key-file" type:"path" env:"UNKNOT_DATA_KEY_FILE" placeholder:"FILE" help:"Key that encrypts what was said, in the database (unknot key FILE makes one)."`
	User     string `name:"user" env:"UNKNOT_USER" placeholder:"NAME" help:"The account whose records it is about, where there are accounts."`
}

// place is where the data is: PostgreSQL when it was named, else the data
// folder, which is "unknot" where the system keeps the data of this user's
// programs.
func (d *dataFlags) place() (string, error) {
	if d.Database != "" {
		return d.Database, nil
	}
	if d.Data != "" {
		return d.Data, nil
	}
	if base := os.Getenv("XDG_DATA_HOME"); base != "" {
		return filepath.Join(base, "unknot"), nil
	}
	if runtime.GOOS != "linux" && runtime.GOOS != "freebsd" {
		base, err := os.UserConfigDir()
		return filepath.Join(base, "unknot"), err
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", &exit{ExitBadInput, "no home folder is set; name a folder with --data"}
	}
	return filepath.Join(home, ".local", "share", "unknot"), nil
}

// open loads the knowledge and opens the database.
func (d *dataFlags) open(ctx context.Context) (*care.Practice, error) {
	p, err := care.Open()
	if err != nil {
		return nil, err
	}
	p.Extras = []care.Extra{fhir.Archive}
	return p, d.openInto(ctx, p)
}

func (d *dataFlags) openInto(ctx context.Context, p *care.Practice) error {
	where, err := d.place()
	if err != nil {
		return err
	}
	key, err := dataKey(d.DataKey)
	if err != nil {
		return err
	}
	return p.OpenSealed(ctx, where, key)
}

// tenant is whose records a command is about: those of the account that was
// named, else those of the one person on this computer.
func (d *dataFlags) tenant(ctx context.Context, p *care.Practice) (string, error) {
	if d.User == "" {
		return care.Home, nil
	}
	a, err := p.AccountNamed(ctx, d.User)
	return a.Tenant, err
}

// withStore opens the store, runs do, and closes it.
func withStore(d *dataFlags, do func(context.Context, *care.Practice) error) (err error) {
	ctx := context.Background()
	p, err := d.open(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, p.Close()) }()
	return do(ctx, p)
}

// withRecords is withStore for a command about the records of one person.
func withRecords(d *dataFlags, do func(ctx context.Context, p *care.Practice, tenant string) error) error {
	return withStore(d, func(ctx context.Context, p *care.Practice) error {
		tenant, err := d.tenant(ctx, p)
		if err != nil {
			return err
		}
		return do(ctx, p, tenant)
	})
}

// withEpisode is withRecords for a command about one episode, the newest when
// none is named.
func withEpisode(d *dataFlags, episode string, do func(ctx context.Context, p *care.Practice, tenant, id string) error) error {
	return withRecords(d, func(ctx context.Context, p *care.Practice, tenant string) error {
		id, err := orNewest(ctx, p, tenant, episode)
		if err != nil {
			return err
		}
		return do(ctx, p, tenant, id)
	})
}

// orNewest is the episode that was named, or the newest.
func orNewest(ctx context.Context, p *care.Practice, tenant, id string) (string, error) {
	if id != "" {
		return id, nil
	}
	newest, err := p.Recent(ctx, tenant, 1)
	if err != nil {
		return "", err
	}
	if len(newest) == 0 {
		return "", &exit{ExitBadInput, "nothing was kept yet; answer a case on the pages (unknot serve), or keep one here: unknot plan --keep CASE"}
	}
	return newest[0].ID, nil
}
