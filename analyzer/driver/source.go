package driver

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"os"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/respvet/respvet/passes/baseline"
)

// sources reads the Go files that findings stand in. What go vet says of places
// is up to //line comments in the code that is vetted: only Go files of the
// project are read, so that no report shows a line of some other file.
type sources struct {
	dir   string // absolute; names of files are relative to it
	root  string // absolute; no file outside is read
	files map[string]*source
}

// maxSource is far more than the compiler likes to read.
const maxSource = 32 << 20 // bytes

// A source is the text of one file. Its methods take nil for one that cannot be
// read.
type source struct {
	text   []byte
	fset   *token.FileSet
	tok    *token.File
	syntax *ast.File // as far as it can be parsed
}

func newSources(dir, root string) *sources {
	return &sources{dir: dir, root: root, files: make(map[string]*source)}
}

// abs returns the absolute name of a finding's file.
func (s *sources) abs(file string) string {
	if filepath.IsAbs(file) {
		return file
	}
	return filepath.Join(s.dir, file)
}

// of returns a file, nil if it cannot or must not be read.
func (s *sources) of(file string) *source {
	src, ok := s.files[file]
	if !ok {
		if text, err := s.read(s.abs(file)); err == nil {
			src = &source{text: text, fset: token.NewFileSet()}
			src.syntax, _ = parser.ParseFile(src.fset, file, text, parser.SkipObjectResolution)
			if src.syntax == nil {
				src = nil
			} else {
				src.tok = src.fset.File(src.syntax.FileStart)
			}
		}
		s.files[file] = src
	}
	return src
}

func (s *sources) read(name string) ([]byte, error) {
	rel, err := filepath.Rel(s.root, name)
	if err != nil || filepath.Ext(name) != ".go" {
		return nil, os.ErrPermission
	}
	root, err := os.OpenRoot(s.root)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	if info, err := root.Stat(rel); err != nil || !info.Mode().IsRegular() {
		return nil, os.ErrPermission // a named pipe would block
	}
	f, err := root.Open(rel)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, maxSource))
}

// line returns the text of a line, without its end.
func (s *source) line(n int) string {
	if s == nil || n < 1 || n > s.tok.LineCount() {
		return ""
	}
	start, end := s.tok.Offset(s.tok.LineStart(n)), len(s.text)
	if n < s.tok.LineCount() {
		end = s.tok.Offset(s.tok.LineStart(n + 1))
	}
	return strings.TrimRight(string(s.text[start:end]), "\r\n")
}

// place returns the line and column, in bytes from 1, of an offset.
func (s *source) place(offset int) (line, column int) {
	p := s.tok.PositionFor(s.tok.Pos(offset), false)
	return p.Line, p.Column
}

// has reports whether edits lie within the text, in order and apart.
func (s *source) has(edits []edit) bool {
	if s == nil {
		return false
	}
	last := 0
	for _, e := range edits {
		if e.Start < last || e.End < e.Start || e.End > len(s.text) {
			return false
		}
		last = e.End
	}
	return true
}

// known returns what a baseline in an absolute directory knows a finding by.
func (s *sources) known(f finding, dir string) baseline.Finding {
	k := baseline.Finding{Name: f.name(), File: baseline.Relative(dir, s.abs(f.File)), Message: f.Message}
	if src := s.of(f.File); src != nil && f.Line >= 1 && f.Line <= src.tok.LineCount() {
		pos := min(src.tok.LineStart(f.Line)+token.Pos(f.Column-1), token.Pos(src.tok.Base()+src.tok.Size()))
		k.Func, k.Line = baseline.Func(src.syntax, pos), baseline.Line(src.text, f.Line)
	}
	return k
}

// printable escapes what a terminal or a log might obey: control characters,
// among them those that reorder text, and what is no UTF-8.
func printable(s string) string {
	if !strings.ContainsFunc(s, hidden) && utf8.ValidString(s) {
		return s
	}
	var b strings.Builder
	for i, r := range s {
		switch {
		case r == utf8.RuneError && !strings.HasPrefix(s[i:], string(utf8.RuneError)):
			fmt.Fprintf(&b, `\x%02x`, s[i])
		case r == '\n':
			b.WriteString(`\n`)
		case hidden(r):
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func hidden(r rune) bool { return r != ' ' && r != '\t' && !unicode.IsPrint(r) }

// printableLine is a whole line of somebody else's. GitHub obeys lines that begin
// with "::" and Azure those with "##", wherever they come from.
func printableLine(line string) string {
	line = printable(line)
	if start := strings.TrimLeft(line, " \t"); strings.HasPrefix(start, "::") || strings.HasPrefix(start, "##") {
		line = `\` + line
	}
	return line
}

// fileName is a file's name where a line may begin with it.
func fileName(file string) string {
	if strings.HasPrefix(file, ":") || strings.HasPrefix(file, "#") {
		file = "." + string(filepath.Separator) + file
	}
	return printable(file)
}
