package conf

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

const (
	// Name is the name of a project's config.
	Name = ".respvet.yml"
	// Variable is the environment variable that names the config of every package,
	// whatever their directories have.
	Variable = "RESPVET_CONFIG"
	// Flag is how mistakes name a config that a flag holds.
	Flag = "-contract.config"
)

// A Place is where a package's configuration is. The zero place has none.
type Place struct {
	Config string // absolute, or ""
	Root   string // absolute; no file outside is read
	Globs  string // the directory that the paths of overrides start from
	Fixed  bool   // $RESPVET_CONFIG says so
	Inline string // the config itself, where a flag holds it; then there is no such file
}

// InFlag is the place of a config that a flag holds. It stands for a .respvet.yml
// beside go.mod, whatever files there are.
func InFlag(dir, text string) Place {
	root := Above(dir, "go.mod")
	if root == "" {
		root = dir
	}
	return Place{Config: filepath.Join(root, Flag), Root: root, Globs: root, Inline: text}
}

// Find returns the configuration for the files in an absolute directory: the
// nearest .respvet.yml upwards as far as the directory of go.mod, and then as
// far as that of go.work. With no go.mod above there is no telling where a
// project ends, and only the directory itself counts.
func Find(dir string) (Place, *Mistake) {
	if env := os.Getenv(Variable); env != "" {
		if !filepath.IsAbs(env) {
			return Place{}, &Mistake{Pos{"$" + Variable, 1}, "relative path " + Quote(env), "an absolute path"}
		}
		p := Place{Config: filepath.Clean(env), Fixed: true}
		p.Root = filepath.Dir(p.Config)
		if mod := Above(p.Root, "go.mod"); mod != "" {
			p.Root = mod
		}
		p.Globs = filepath.Dir(p.Config)
		// A config that stands apart from the project says "internal/x" and means
		// the module's.
		if _, ok := p.Relative(dir); !ok && dir != "" {
			p.Globs = Above(dir, "go.mod")
		}
		return p, nil
	}
	if dir == "" {
		return Place{}, nil
	}
	mod := Above(dir, "go.mod")
	root := mod
	if root == "" {
		root = dir
	}
	config := UpTo(dir, root)
	if config == "" && mod != "" {
		if work := Above(mod, "go.work"); work != "" {
			if config = UpTo(mod, work); config != "" {
				root = work // or the config's own files would be out of reach
			}
		}
	}
	p := Place{Config: config, Root: root}
	if config != "" {
		p.Globs = filepath.Dir(config)
	}
	return p, nil
}

// Above returns the nearest directory from dir upwards that has the file, or "".
func Above(dir, name string) string {
	for {
		if info, err := os.Stat(filepath.Join(dir, name)); err == nil && info.Mode().IsRegular() {
			return dir
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return ""
		}
		dir = parent
	}
}

// UpTo returns the nearest config from dir up to and including last, or "". One
// that is there but of no use, such as a directory, is found: to look further
// would be to follow rules that somebody meant to replace.
func UpTo(dir, last string) string {
	for {
		config := filepath.Join(dir, Name)
		if _, err := os.Lstat(config); err == nil {
			return config
		}
		parent := filepath.Dir(dir)
		if dir == last || parent == dir {
			return ""
		}
		dir = parent
	}
}

// Dir returns the directory from which a config names files.
func (p Place) Dir() string { return filepath.Dir(p.Config) }

// Relative returns the path of a package's directory as overrides see it.
func (p Place) Relative(dir string) (string, bool) {
	if dir == "" || p.Globs == "" {
		return "", false
	}
	rel, err := filepath.Rel(p.Globs, dir)
	if err != nil || !filepath.IsLocal(rel) {
		return "", false
	}
	return filepath.ToSlash(rel), true
}

// Read returns a file's content. os.Root sees to it that no symbolic link leads
// out of the module.
func (p Place) Read(file string) ([]byte, error) { return p.ReadUpTo(file, maxFile) }

// ReadUpTo reads so much of a file that one which is longer can be told.
func (p Place) ReadUpTo(file string, limit int64) ([]byte, error) {
	root, err := os.OpenRoot(p.Root)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	if err := p.check(root, file); err != nil { // before it is opened: a named pipe would block
		return nil, err
	}
	rel, _ := filepath.Rel(p.Root, file)
	f, err := root.Open(rel)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, limit+1))
}

// Stat reports what would keep a file from being read.
func (p Place) Stat(file string) error {
	root, err := os.OpenRoot(p.Root)
	if err != nil {
		return err
	}
	defer root.Close()
	return p.check(root, file)
}

// check follows symbolic links as far as the root lets them lead.
func (p Place) check(root *os.Root, file string) error {
	rel, err := filepath.Rel(p.Root, file)
	if err != nil {
		return err
	}
	info, err := root.Stat(rel)
	switch {
	case err != nil:
		return err
	case info.IsDir():
		return errors.New("is a directory")
	case !info.Mode().IsRegular():
		return errors.New("is not a regular file")
	}
	return nil
}

// Reason says why a file could not be read, without its name.
func Reason(err error) string {
	if errors.Is(err, fs.ErrNotExist) {
		return "no such file"
	}
	if pe := (*fs.PathError)(nil); errors.As(err, &pe) {
		err = pe.Err
	}
	return Shorten(err.Error(), 80)
}
