package contract

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

const (
	configName = ".respvet.yml"
	// configVar names the config of every package, whatever their directories have.
	configVar = "RESPVET_CONFIG"
	// configFlag is how mistakes name a config that a flag holds.
	configFlag = "-contract.config"
)

// A place is where a package's configuration is. The zero place has none.
type place struct {
	config string // absolute, or ""
	root   string // absolute; no file outside is read
	globs  string // the directory that the paths of overrides start from
	fixed  bool   // $RESPVET_CONFIG says so
	inline string // the config itself, where a flag holds it; then there is no such file
}

// inline is the place of a config that a flag holds. It stands for a .respvet.yml
// beside go.mod, whatever files there are.
func inline(dir, text string) place {
	root := above(dir, "go.mod")
	if root == "" {
		root = dir
	}
	return place{config: filepath.Join(root, configFlag), root: root, globs: root, inline: text}
}

// find returns the configuration for the files in an absolute directory: the
// nearest .respvet.yml upwards as far as the directory of go.mod, and then as
// far as that of go.work. With no go.mod above there is no telling where a
// project ends, and only the directory itself counts.
func find(dir string) (place, *Mistake) {
	if env := os.Getenv(configVar); env != "" {
		if !filepath.IsAbs(env) {
			return place{}, &Mistake{Pos{"$" + configVar, 1}, "relative path " + quote(env), "an absolute path"}
		}
		p := place{config: filepath.Clean(env), fixed: true}
		p.root = filepath.Dir(p.config)
		if mod := above(p.root, "go.mod"); mod != "" {
			p.root = mod
		}
		p.globs = filepath.Dir(p.config)
		// A config that stands apart from the project says "internal/x" and means
		// the module's.
		if _, ok := p.relative(dir); !ok && dir != "" {
			p.globs = above(dir, "go.mod")
		}
		return p, nil
	}
	if dir == "" {
		return place{}, nil
	}
	mod := above(dir, "go.mod")
	root := mod
	if root == "" {
		root = dir
	}
	config := upTo(dir, root)
	if config == "" && mod != "" {
		if work := above(mod, "go.work"); work != "" {
			if config = upTo(mod, work); config != "" {
				root = work // or the config's own files would be out of reach
			}
		}
	}
	p := place{config: config, root: root}
	if config != "" {
		p.globs = filepath.Dir(config)
	}
	return p, nil
}

// above returns the nearest directory from dir upwards that has the file, or "".
func above(dir, name string) string {
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

// upTo returns the nearest config from dir up to and including last, or "". One
// that is there but of no use, such as a directory, is found: to look further
// would be to follow rules that somebody meant to replace.
func upTo(dir, last string) string {
	for {
		config := filepath.Join(dir, configName)
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

// relative returns the path of a package's directory as overrides see it.
func (p place) relative(dir string) (string, bool) {
	if dir == "" || p.globs == "" {
		return "", false
	}
	rel, err := filepath.Rel(p.globs, dir)
	if err != nil || !filepath.IsLocal(rel) {
		return "", false
	}
	return filepath.ToSlash(rel), true
}

// resolve returns the absolute name of a file that a value names from a
// directory. Both ways out of the module that can be seen in the name are refused
// here, for the sake of the message; read refuses those that cannot.
func (l *loader) resolve(v *value, within string) (string, bool) {
	name := filepath.FromSlash(v.text)
	why := ""
	if filepath.IsAbs(name) || v.text[0] == '/' {
		why = "is absolute"
	} else if rel, err := filepath.Rel(l.root, filepath.Join(within, name)); err != nil || !filepath.IsLocal(rel) {
		why = "leaves the module"
	}
	if why != "" {
		l.fail(v, "path "+quote(v.text)+" "+why, "a relative path inside the module")
		return "", false
	}
	return filepath.Join(within, name), true
}

// read returns a file's content. os.Root sees to it that no symbolic link leads
// out of the module.
func (p place) read(file string) ([]byte, error) { return p.readUpTo(file, maxFile) }

// readUpTo reads so much of a file that one which is longer can be told.
func (p place) readUpTo(file string, limit int64) ([]byte, error) {
	root, err := os.OpenRoot(p.root)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	if err := p.check(root, file); err != nil { // before it is opened: a named pipe would block
		return nil, err
	}
	rel, _ := filepath.Rel(p.root, file)
	f, err := root.Open(rel)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, limit+1))
}

// stat reports what would keep a file from being read.
func (p place) stat(file string) error {
	root, err := os.OpenRoot(p.root)
	if err != nil {
		return err
	}
	defer root.Close()
	return p.check(root, file)
}

// check follows symbolic links as far as the root lets them lead.
func (p place) check(root *os.Root, file string) error {
	rel, err := filepath.Rel(p.root, file)
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
		return errors.New("is no regular file")
	}
	return nil
}

// reason says why a file could not be read, without its name.
func reason(err error) string {
	if errors.Is(err, fs.ErrNotExist) {
		return "no such file"
	}
	if pe := (*fs.PathError)(nil); errors.As(err, &pe) {
		err = pe.Err
	}
	return shorten(err.Error(), 80)
}

// shown returns a file's name for messages: a path from base, with slashes, so
// that go vet may keep the message for another checkout.
func (l *loader) shown(file string) string {
	if l.inline != "" && file == l.place.config {
		return configFlag
	}
	if rel, err := filepath.Rel(l.base, file); err == nil && !l.fixed {
		return printable(filepath.ToSlash(rel))
	}
	return printable(file)
}

// survey loads every config that can matter at or below a directory, and hands
// over the loaders. Directories that the go command leaves out are left out,
// testdata only if asked: its packages can still be named one by one.
func survey(dir string, testdata bool, visit func(*loader)) error {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return fmt.Errorf("no directory: %w", err)
	}
	p, mistake := find(dir)
	if mistake != nil || p.fixed || optionsOf(&Analyzer.Flags).config != "" {
		visitConfig(dir, dir, visit)
		return nil
	}
	if mod := above(dir, "go.mod"); mod != "" && mod != dir { // that of dir itself is walked
		visitConfig(dir, mod, visit)
	}
	// Of those above, the nearest is what packages here see, and the others what
	// modules nested in it see through go.work.
	for p.config != "" {
		if at := filepath.Dir(p.config); at != dir { // dir itself is walked
			visitConfig(dir, at, visit)
		}
		up := filepath.Dir(filepath.Dir(p.config))
		if up == filepath.Dir(p.config) {
			break
		}
		p, _ = find(up)
	}
	return filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			if d != nil && d.IsDir() && name != dir {
				return fs.SkipDir // what cannot be read holds no package
			}
			return err
		case d.Name() == configName, d.Name() == "go.mod" && upTo(filepath.Dir(name), filepath.Dir(name)) == "":
			visitConfig(dir, filepath.Dir(name), visit) // a module may have a document, and no config
		case d.IsDir() && name != dir && skipped(d.Name(), testdata):
			return fs.SkipDir
		}
		return nil
	})
}

// skipped reports whether the walk leaves a directory out: as "./..." does, and
// node_modules, which is large and may hold what others wrote.
func skipped(name string, testdata bool) bool {
	return name == "vendor" || name == "node_modules" || name[0] == '.' || name[0] == '_' ||
		name == "testdata" && !testdata
}

// visitConfig loads all that the config for the directory at names, whichever
// package it is for.
func visitConfig(base, at string, visit func(*loader)) {
	l := optionsOf(&Analyzer.Flags).loader(at)
	l.base = base
	l.contain(func() {
		cfg := l.config()
		all := [][]*value{cfg.contract}
		for _, o := range cfg.overrides {
			all = append(all, o.contract)
		}
		for _, refs := range all {
			l.contracts = 0 // the bound is for one package, which sees one of these lists
			for _, ref := range refs {
				l.apply(nil, ref, filepath.Dir(l.place.config), nil)
			}
		}
	})
	visit(l)
}
