package baseline

import (
	"bufio"
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

const (
	// MaxSize is how large a baseline may be, in bytes: some hundred thousand findings.
	MaxSize = 32 << 20
	// keySize is enough that no two findings of a project ever share a key.
	keySize = 10 // bytes
	header  = "# Findings that are known and left out. `respvet -write-baseline` writes this file anew.\n"
)

// A Finding is what a finding is known by.
type Finding struct {
	Name    string // the rule ("errleak") or category ("errleak/parse")
	File    string // relative to the baseline's directory, with slashes
	Func    string // see Place
	Line    string // see Place
	Message string
}

// Key returns the finding's name in a baseline, hexadecimal digits.
func (f Finding) Key() string {
	h := sha256.New()
	for _, part := range []string{f.Name, f.File, f.Func, f.Line, unnumbered(f.Message)} {
		fmt.Fprintf(h, "%q\n", part)
	}
	return hex.EncodeToString(h.Sum(nil)[:keySize])
}

// unnumbered takes the numbers of lines out of a message: "line 12", "a.go:12:3".
func unnumbered(message string) string {
	var b strings.Builder
	for i := 0; i < len(message); i++ {
		c := message[i]
		if '0' <= c && c <= '9' {
			if before := b.String(); strings.HasSuffix(before, "line ") || strings.HasSuffix(before, ".go:") || strings.HasSuffix(before, ".go::") {
				continue
			}
		}
		b.WriteByte(c)
	}
	return b.String()
}

// A Baseline is a list of findings that are known. Its methods take nil for one
// that is empty. It is read-only.
type Baseline struct {
	dir    string
	counts map[string]int // by key
}

// An Error is a line that is not one of a baseline.
type Error struct{ Line int }

func (e *Error) Error() string { return fmt.Sprintf("line %d is not one of a baseline", e.Line) }

// Parse reads a baseline whose file is in an absolute directory. The error joins
// an *Error for each line that is wrong; the others count all the same.
func Parse(dir string, data []byte) (*Baseline, error) {
	b := &Baseline{dir: dir, counts: make(map[string]int)}
	var errs []error
	n := 0
	for line := range bytes.Lines(data) {
		n++
		text := strings.TrimRight(string(line), "\r\n")
		if text == "" || text[0] == '#' {
			continue
		}
		if e, ok := parseEntry(text); ok {
			b.counts[e.key]++
		} else {
			errs = append(errs, &Error{n})
		}
	}
	return b, errors.Join(errs...)
}

// Empty reports whether nothing is known.
func (b *Baseline) Empty() bool { return b == nil || len(b.counts) == 0 }

// File returns how findings in a file, whose name is absolute, call it.
func (b *Baseline) File(name string) string { return Relative(b.dir, name) }

// Relative returns how a baseline in an absolute directory calls a file.
func Relative(dir, name string) string {
	if rel, err := filepath.Rel(dir, name); err == nil {
		name = rel
	}
	return filepath.ToSlash(name)
}

// Has reports whether a finding is known. Seen, a map that is empty at first,
// counts the findings that were asked for: of equal ones the first are known.
func (b *Baseline) Has(f Finding, seen map[string]int) bool {
	if b.Empty() {
		return false
	}
	key := f.Key()
	seen[key]++
	return seen[key] <= b.counts[key]
}

// An entry is a line of a baseline.
type entry struct{ key, name, file, fn string }

func parseEntry(text string) (entry, bool) {
	fields := strings.Split(text, "\t")
	if len(fields) != 4 || len(fields[0]) != 2*keySize || strings.Trim(fields[0], "0123456789abcdef") != "" {
		return entry{}, false
	}
	return entry{fields[0], fields[1], fields[2], fields[3]}, true
}

// Write writes a baseline that has the findings. Of an earlier baseline, which
// may be nil, it keeps the lines whose file is one that keep accepts: those of
// packages that were not looked at.
func Write(w io.Writer, findings []Finding, earlier []byte, keep func(file string) bool) error {
	var entries []entry
	for line := range bytes.Lines(earlier) {
		if e, ok := parseEntry(strings.TrimRight(string(line), "\r\n")); ok && keep(e.file) {
			entries = append(entries, e)
		}
	}
	for _, f := range findings {
		entries = append(entries, entry{f.Key(), f.Name, plain(f.File), plain(f.Func)})
	}
	slices.SortFunc(entries, func(a, b entry) int {
		return cmp.Or(cmp.Compare(a.file, b.file), cmp.Compare(a.name, b.name), cmp.Compare(a.fn, b.fn), cmp.Compare(a.key, b.key))
	})
	out := bufio.NewWriter(w)
	out.WriteString(header)
	for _, e := range entries {
		fmt.Fprintf(out, "%s\t%s\t%s\t%s\n", e.key, e.name, e.file, e.fn)
	}
	return out.Flush()
}

// plain quotes a name that would break its line, as names of files can.
func plain(s string) string {
	if strings.ContainsFunc(s, unicode.IsControl) {
		return strconv.Quote(s)
	}
	return s
}
