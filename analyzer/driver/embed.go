package driver

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// What a program embeds is often made by another tool, and not there in a fresh checkout:
// the pages of a front end, a grammar, a binary. The go command refuses to load such a
// package, and with it what imports it, though no rule ever looks at what is embedded. So
// the go command is told, by an overlay, that an empty file is there.

// lacksEmbedded reports whether the go command failed because what is to be embedded is
// not there.
func (e *goError) lacksEmbedded() bool {
	return slices.ContainsFunc(e.lines, func(line string) bool {
		return strings.Contains(line, "pattern ") &&
			(strings.HasSuffix(line, ": no matching files found") || strings.HasSuffix(line, ": contains no embeddable files"))
	})
}

// An embedding is what go list says of a package that embeds files.
type embedding struct {
	ImportPath string
	Dir        string
	Module     *struct{ Main bool }

	EmbedPatterns, TestEmbedPatterns, XTestEmbedPatterns []string
}

// placeholders puts an empty file in the place of what packages of the main module embed
// and is not there, for the go command alone to see. It returns a line for each package
// that lacks something. What a variable GOFLAGS says of an overlay is left alone.
func (c *command) placeholders() (notes []string, err error) {
	if strings.Contains(os.Getenv("GOFLAGS"), "-overlay") {
		return nil, nil
	}
	out, err := c.list("-json=ImportPath,Dir,Module,EmbedPatterns,TestEmbedPatterns,XTestEmbedPatterns", "-e", "-deps")
	if err != nil {
		return nil, err
	}
	missing := make(map[string]bool) // files
	for d := json.NewDecoder(strings.NewReader(out)); ; {
		var p embedding
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, fmt.Errorf("the output of go list cannot be read: %v", err)
		}
		if p.Module == nil || !p.Module.Main {
			continue
		}
		var lacks []string
		for _, pattern := range slices.Concat(p.EmbedPatterns, p.TestEmbedPatterns, p.XTestEmbedPatterns) {
			if name := placeholder(os.DirFS(p.Dir), pattern); name != "" && !slices.Contains(lacks, pattern) {
				missing[filepath.Join(p.Dir, filepath.FromSlash(name))] = true
				lacks = append(lacks, pattern)
			}
		}
		if len(lacks) > 0 {
			notes = append(notes, fmt.Sprintf("%s was analysed as if these embedded files were empty, which do not exist: %s", p.ImportPath, strings.Join(lacks, ", ")))
		}
	}
	if len(missing) == 0 {
		return nil, nil
	}
	dir, err := os.MkdirTemp("", "respvet")
	if err != nil {
		return nil, err
	}
	c.temporary = append(c.temporary, dir)
	empty := filepath.Join(dir, "empty")
	if err := os.WriteFile(empty, nil, 0o666); err != nil {
		return nil, err
	}
	replace := make(map[string]string)
	for name := range missing {
		replace[name] = empty
	}
	for name := range missing {
		for up := filepath.Dir(name); up != filepath.Dir(up); up = filepath.Dir(up) {
			delete(replace, up) // another pattern has a file below it
		}
	}
	return notes, c.replace(dir, replace)
}

// placeholder returns the name of a file that a pattern of //go:embed would match, "" if
// there is one that it does match, or no such name can be made.
func placeholder(fsys fs.FS, pattern string) string {
	pattern, hidden := strings.CutPrefix(pattern, "all:")
	matches, err := fs.Glob(fsys, pattern)
	if err != nil || slices.ContainsFunc(matches, func(name string) bool { return embeds(fsys, name, hidden) }) {
		return ""
	}
	const stem = "respvet"
	var name strings.Builder
	meta := false
	for i := 0; i < len(pattern); i++ {
		switch ch := pattern[i]; ch {
		case '*':
			name.WriteString(stem)
			meta = true
		case '?':
			name.WriteByte(stem[0])
			meta = true
		case '[':
			end := strings.IndexByte(pattern[i:], ']')
			if end < 2 {
				return ""
			}
			name.WriteByte(pattern[i+1])
			i += end
			meta = true
		case '\\':
			return "" // no file with such a name can be embedded
		default:
			name.WriteByte(ch)
		}
	}
	file := name.String()
	if ok, err := path.Match(pattern, file); !ok || err != nil || !fs.ValidPath(file) {
		return ""
	}
	if info, err := fs.Stat(fsys, file); err == nil && info.IsDir() || !meta && path.Ext(file) == "" {
		file = path.Join(file, stem) // a folder
	}
	return file
}

// embeds reports whether a file is embedded, or a folder has one that is: what begins with
// a point or an underline is hidden.
func embeds(fsys fs.FS, name string, hidden bool) bool {
	found := false
	err := fs.WalkDir(fsys, name, func(at string, d fs.DirEntry, err error) error {
		switch base := path.Base(at); {
		case err != nil:
			return err
		case at != name && !hidden && (base[0] == '.' || base[0] == '_'):
			if d.IsDir() {
				return fs.SkipDir
			}
		case d.Type().IsRegular():
			found = true
			return fs.SkipAll
		}
		return nil
	})
	return found && err == nil
}

// replace makes the go command read other files in the place of some, besides those that
// it was told of before. Dir is where the overlay that says so is written.
func (c *command) replace(dir string, files map[string]string) error {
	if c.replaced == nil {
		c.replaced = make(map[string]string)
	}
	maps.Copy(c.replaced, files)
	data, err := json.Marshal(struct{ Replace map[string]string }{c.replaced})
	if err != nil {
		return err
	}
	name := filepath.Join(dir, "overlay.json")
	c.build = append(c.build, "-overlay="+name) // the last counts
	return os.WriteFile(name, data, 0o666)
}
