package contract

import (
	"fmt"
	"io/fs"
	"path/filepath"

	"github.com/respvet/respvet/passes/internal/conf"
	"github.com/respvet/respvet/passes/models"
)

// survey loads every config that can matter at or below a directory, and hands
// over the loaders. Directories that the go command leaves out are left out,
// testdata only if asked: its packages can still be named one by one.
func survey(dir string, testdata bool, visit func(*loader)) error {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return fmt.Errorf("no directory: %w", err)
	}
	p, mistake := conf.Find(dir)
	if mistake != nil || p.Fixed || optionsOf(&Analyzer.Flags).config != "" {
		visitConfig(dir, dir, visit)
		return nil
	}
	if mod := conf.Above(dir, "go.mod"); mod != "" && mod != dir { // that of dir itself is walked
		visitConfig(dir, mod, visit)
	}
	// Of those above, the nearest is what packages here see, and the others what
	// modules nested in it see through go.work.
	for p.Config != "" {
		if at := filepath.Dir(p.Config); at != dir { // dir itself is walked
			visitConfig(dir, at, visit)
		}
		up := filepath.Dir(filepath.Dir(p.Config))
		if up == filepath.Dir(p.Config) {
			break
		}
		p, _ = conf.Find(up)
	}
	return filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			if d != nil && d.IsDir() && name != dir {
				return fs.SkipDir // what cannot be read holds no package
			}
			return err
		case d.Name() == conf.Name, d.Name() == "go.mod" && conf.UpTo(filepath.Dir(name), filepath.Dir(name)) == "":
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
	l.Base = base
	l.contain(func() {
		cfg := l.config()
		models.Read(&l.Files, &l.Reader, cfg.models)
		all := [][]*value{cfg.contract}
		for _, o := range cfg.overrides {
			all = append(all, o.contract)
		}
		for _, refs := range all {
			l.contracts = 0 // the bound is for one package, which sees one of these lists
			for _, ref := range refs {
				l.apply(nil, ref, filepath.Dir(l.Place.Config), nil)
			}
		}
	})
	visit(l)
}
