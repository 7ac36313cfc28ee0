package contract

import (
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/respvet/respvet/passes/internal/conf"
)

//go:embed init.yml
var initial string

// Initial returns a commented configuration. What stands in it below a key is replaced by
// the lines that are given for the key; a key that is not given stays a comment.
func Initial(lines map[string]string) string {
	out := initial
	for _, key := range slices.Sorted(maps.Keys(lines)) {
		// A key's example is a line "#key: …", with those indented below it.
		example := regexp.MustCompile(`(?m)^#` + regexp.QuoteMeta(key) + `:.*\n(#  .*\n)*`)
		at := example.FindStringIndex(out)
		if at == nil {
			continue
		}
		out = out[:at[0]] + strings.TrimRight(lines[key], "\n") + "\n" + out[at[1]:]
	}
	return out
}

// Init writes a configuration into a directory, and the files beside it that it names. It
// overwrites nothing: if one of them is there, none is written.
func Init(dir, config string, beside map[string]string) error {
	files := []string{conf.Name}
	for name := range beside {
		files = append(files, name)
	}
	slices.Sort(files)
	for _, name := range files {
		if _, err := os.Lstat(filepath.Join(dir, name)); err == nil {
			return fmt.Errorf("%s is already there", filepath.Join(dir, name))
		}
	}
	for _, name := range files {
		text := config
		if name != conf.Name {
			text = beside[name]
		}
		if err := writeNew(filepath.Join(dir, name), text); err != nil {
			return err
		}
	}
	return nil
}

// writeNew makes a file. O_EXCL, rather than a look before: nobody's file is lost in
// between.
func writeNew(name, text string) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s is already there", name)
	}
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	return errors.Join(err, f.Close())
}

// A FoundDocument is a file of a project that looks like an OpenAPI document.
type FoundDocument struct {
	File       string // relative to the directory, with slashes
	Usual      bool   // it is the one that counts where a configuration names none
	Operations int
	Mistake    error // the first, nil if there is none
}

// maxLooked is how many directories FindDocuments looks into: a tree with more has its
// documents where somebody knows them.
const maxLooked = 20_000

// versionWithin is how much of a document is looked at for its version, which stands at its
// head but where a tool has sorted the keys.
const versionWithin = 1 << 20 // bytes

var saysVersion = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?m)["']?\b(openapi|swagger)["']?\s*:\s*["']?[23]\.`)
})

// documentWords are what a document is called, with anything before or behind it.
var documentWords = []string{"openapi", "swagger", "api", "spec"}

// FindDocuments looks for OpenAPI documents in the tree of a directory: files with a name
// that people give them, and that say which version they are of.
// What the go command leaves out is left out.
func FindDocuments(dir string) (list []FoundDocument) {
	l := options{}.loader(dir)
	l.Base = dir
	usual, looked := l.usual(), 0
	_ = filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			if d != nil && d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case d.IsDir():
			if looked++; looked > maxLooked {
				return fs.SkipAll
			}
			if name != dir && skipped(d.Name(), false) {
				return fs.SkipDir
			}
			return nil
		}
		base := strings.ToLower(d.Name())
		if ext := filepath.Ext(base); ext != ".yaml" && ext != ".yml" && ext != ".json" ||
			!slices.ContainsFunc(documentWords, func(w string) bool { return strings.Contains(base, w) }) || l.Stat(name) != nil {
			return nil
		}
		if data, err := l.ReadUpTo(name, versionWithin); err != nil || !saysVersion().Match(data) {
			return nil
		}
		doc, _, mistakes := l.document(name)
		found := FoundDocument{File: l.Shown(name), Usual: name == usual}
		if len(mistakes) > 0 {
			found.Mistake = mistakes[0]
		} else if found.Operations = len(doc.Operations()); found.Operations == 0 {
			return nil // a part of one, or the settings of a tool
		}
		list = append(list, found)
		return nil
	})
	return list
}
