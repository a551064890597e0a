package cli

import (
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/alecthomas/kong"
	"github.com/pelletier/go-toml/v2"

	"github.com/unknot/unknot/core/knowledge"
)

// configFlags are the settings that every command takes. A flag wins over the
// environment, the environment over the file.
type configFlags struct {
	Config     kong.ConfigFlag `placeholder:"FILE" help:"Settings as TOML: the long name of a flag = its value. Default: unknot/config.toml in your configuration folder, and /etc/unknot.toml."`
	ConfigDump bool            `help:"Print the settings that hold for the command, secrets hidden, and do nothing else."`
}

// configFiles are read when they are there.
func configFiles() []string {
	files := []string{"/etc/unknot.toml"}
	if own, err := os.UserConfigDir(); err == nil {
		files = append(files, filepath.Join(own, "unknot", "config.toml"))
	}
	return files
}

// settings is a file of settings.
type settings map[string]any

func readSettings(r io.Reader) (kong.Resolver, error) {
	out := settings{}
	if err := toml.NewDecoder(r).Decode(&out); err != nil {
		return nil, fmt.Errorf("the settings cannot be read: %w", err)
	}
	return out, nil
}

// Validate refuses names that no flag has.
func (s settings) Validate(app *kong.Application) error {
	var known []string
	var gather func(n *kong.Node)
	gather = func(n *kong.Node) {
		for _, f := range n.Flags {
			known = append(known, f.Name)
		}
		for _, c := range n.Children {
			gather(c)
		}
	}
	gather(app.Node)
	var names []string
	for name := range s {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		if !slices.Contains(known, name) {
			return fmt.Errorf("the settings name %q, which is no flag; did you mean %q?", name, knowledge.Nearest(name, known))
		}
	}
	return nil
}

// Resolve gives a flag its value.
func (s settings) Resolve(_ *kong.Context, _ *kong.Path, flag *kong.Flag) (any, error) {
	for _, name := range flag.Envs { // the environment wins over the file
		if os.Getenv(name) != "" {
			return nil, nil
		}
	}
	if flag.Value.IsCumulative() { // a list is written as one text with commas, or as a list
		if list, ok := s[flag.Name].([]any); ok {
			var parts []string
			for _, v := range list {
				parts = append(parts, fmt.Sprint(v))
			}
			return strings.Join(parts, ","), nil
		}
	}
	return s[flag.Name], nil
}

// secretFiles lets a secret come from a file, as containers hand them out:
// NAME_FILE stands for the variable NAME when that is not set.
func secretFiles() error {
	for _, name := range []string{"UNKNOT_DATABASE_URL", "UNKNOT_OIDC_SECRET"} {
		file := os.Getenv(name + "_FILE")
		if file == "" || os.Getenv(name) != "" {
			continue
		}
		secret, err := firstLine(file, nil)
		if err != nil {
			return fmt.Errorf("%s_FILE: %w", name, err)
		}
		if err := os.Setenv(name, secret); err != nil {
			return err
		}
	}
	return nil
}

// dumpSettings prints what holds, in the form of a settings file.
func dumpSettings(w io.Writer, ctx *kong.Context) error {
	out := map[string]any{}
	for _, f := range ctx.Flags() {
		switch f.Name {
		case "help", "config", "config-dump":
		default:
			out[f.Name] = hideSecret(f.Name, ctx.FlagValue(f))
		}
	}
	raw, err := toml.Marshal(out)
	if err != nil {
		return err
	}
	_, err = w.Write(raw)
	return err
}

// hideSecret hides what must not be shown: the password in an address, and
// every value that is called a secret.
func hideSecret(name string, value any) any {
	text, ok := value.(string)
	switch {
	case !ok:
		if s, isText := value.(fmt.Stringer); isText {
			return s.String()
		}
		return value
	case strings.Contains(name, "secret") && text != "":
		return "(hidden)"
	case name == "database" && text != "":
		u, err := url.Parse(text)
		if err != nil {
			return "(hidden)"
		}
		q := u.Query()
		if q.Has("password") {
			q.Set("password", "xxxxx")
			u.RawQuery = q.Encode()
		}
		return u.Redacted()
	}
	return value
}
