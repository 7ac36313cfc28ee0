package driver

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"go/types"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/respvet/respvet/analyzer/reproduce"
	"github.com/respvet/respvet/passes/category"
	"github.com/respvet/respvet/passes/contract"
)

// reproduceDepths are how deep calls are followed from the functions of a finding, one after
// the other until it is found again: the less there is to read the better. The last is deeper
// than calls are followed by anybody.
var reproduceDepths = []int{0, 1, 2, 4, 32}

// maxUsers is how many functions are added that mention the one with the finding: one that
// registers it shows what sends its errors, and more would show no more.
const maxUsers = 3

// reproduceCommand is `respvet reproduce`.
func reproduceCommand() *subcommand {
	return &subcommand{
		name: "reproduce", args: "FILE:LINE",
		about: []string{"write one file that shows the finding of a line again, without the program's", "names and texts, to attach to a report"},
		takes: append([]string{"o"}, judging...), rules: true,
		run: func(c *command, _ *flag.FlagSet, args []string) (int, error) {
			if len(args) != 1 {
				return 0, errors.New("reproduce needs one place, FILE:LINE")
			}
			return exitClean, c.reproduce(args[0])
		},
	}
}

// reproduce writes a file that shows the finding of a line again.
func (c *command) reproduce(at string) error {
	file, line, err := goPlace(at, c.dir)
	if err != nil {
		return err
	}
	if _, err := os.Stat(c.abs(file)); err != nil {
		return fmt.Errorf("cannot read %s: %s", file, reason(err))
	}
	flags := slices.Clone(c.tool)
	c.patterns, c.explain = []string{filepath.Dir(c.abs(file))}, true
	if err := c.check(); err != nil {
		return err
	}
	found, err := c.findings()
	if err != nil {
		return err
	}
	err = fmt.Errorf("%s has no finding at line %d; respvet explain says why", file, line)
	for _, f := range found { // the first that can be shown
		if f.File != file || f.Line > line || line > max(f.Line, f.EndLine) {
			continue
		}
		r := &reproduction{command: c, finding: f, flags: append(slices.Clone(flags), categoryFlags(f)...)}
		var text []byte
		if text, err = r.text(); err == nil {
			return c.write(func(w io.Writer) error {
				_, err := w.Write(text)
				return err
			})
		}
		err = fmt.Errorf("%s cannot be reproduced apart from its program: %w", f.name(), err)
	}
	return err
}

// categoryFlags turn on what a finding is of, wherever it is on by default.
func categoryFlags(f finding) []string {
	if c, ok := category.Find(f.name()); ok && c.Name != "" {
		return []string{"-" + c.Rule + "." + c.Name + "=true"}
	}
	return nil
}

// A reproduction is a finding that is to be shown again.
type reproduction struct {
	*command
	finding   finding
	flags     []string // of the tool
	shown     []string // of the command, for whoever runs it
	program   *reproduce.Program
	functions []*types.Func
	words     map[string]bool
	mod, sum  []byte
}

// text returns the file that shows the finding.
func (r *reproduction) text() ([]byte, error) {
	if err := r.load(); err != nil {
		return nil, err
	}
	return r.find()
}

// load reads the packages, and finds the functions that the finding is about.
func (r *reproduction) load() error {
	c := r.command
	if err := c.withImports(); err != nil {
		return err
	}
	ctx := c.ctx
	if ctx == nil {
		ctx = context.Background()
	}
	p, err := reproduce.Load(ctx, c.dir, c.build, c.patterns)
	if err != nil {
		return err
	}
	r.program = p
	places := append([]related{{File: r.finding.File, Line: r.finding.Line}}, r.finding.Related...)
	for _, t := range r.finding.flows {
		places = append(places, t.steps...)
	}
	for _, place := range places {
		if fn := p.At(c.abs(place.File), place.Line); fn != nil && !slices.Contains(r.functions, fn) {
			r.functions = append(r.functions, fn)
		}
	}
	if len(r.functions) == 0 {
		return errors.New("it stands in no function, and only functions are cut out")
	}
	r.words = make(map[string]bool)
	k, _, err := contract.Load(filepath.Dir(c.abs(r.finding.File)))
	if err != nil {
		return err
	}
	for _, arg := range r.flags {
		if name, value, ok := strings.Cut(strings.TrimPrefix(arg, "-"), "="); ok && !strings.HasPrefix(name, contract.Analyzer.Name+".") {
			r.shown = append(r.shown, "-"+name+"="+value)
		}
	}
	if name := k.Name; k.Chosen && slices.Contains(contract.Names(), name) {
		r.shown = append([]string{"-contract=" + name}, r.shown...)
		r.flags = append(r.flags, "-"+contract.Analyzer.Name+".name="+name, "-"+contract.Analyzer.Name+".role="+k.Role.String())
		members(k.ErrorMembers(), r.words)
	}
	return r.module()
}

// members notes the names of a built-in contract's members, which say nothing of a program.
func members(list []contract.Member, words map[string]bool) {
	for _, m := range list {
		for _, w := range regexp.MustCompile(`\pL+`).FindAllString(m.Name, -1) {
			words[strings.ToLower(w)] = true
		}
		members(m.Members, words)
	}
}

var (
	moduleLine    = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?m)^module\s.*$`) })
	replacedByDir = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?m)(=>\s+)(\.\.?(?:/\S*)?)\s*$`) })
)

// module reads go.mod and go.sum, for a module that requires the same.
func (r *reproduction) module() error {
	file, _ := r.program.Module()
	if file == "" {
		return errors.New("there is no go.mod")
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	dir := filepath.Dir(file)
	data = moduleLine().ReplaceAll(data, []byte("module example.com/reproduce"))
	r.mod = replacedByDir().ReplaceAllFunc(data, func(b []byte) []byte {
		m := replacedByDir().FindSubmatch(b)
		return append(bytes.Clone(m[1]), filepath.ToSlash(filepath.Join(dir, filepath.FromSlash(string(m[2]))))...)
	})
	r.sum, err = os.ReadFile(filepath.Join(dir, "go.sum"))
	if errors.Is(err, os.ErrNotExist) {
		err = nil
	}
	return err
}

// find cuts out more and more until the finding is there.
func (r *reproduction) find() ([]byte, error) {
	var last []byte
	var why error
	for _, cut := range r.cuts() {
		f, err := r.program.Write(cut)
		if err != nil {
			why = cmp.Or(why, err)
			continue
		}
		if bytes.Equal(f.Text, last) {
			continue
		}
		last = f.Text
		ok, err := r.shows(f)
		if err != nil {
			return nil, err
		}
		if ok {
			return r.headed(f), nil
		}
		why = errors.New("with neutral names and texts, the functions along its steps alone do not show it")
	}
	return nil, why
}

// cuts are what is tried, the smallest first.
func (r *reproduction) cuts() (list []reproduce.Cut) {
	cut := reproduce.Cut{Functions: r.functions[:1], Keep: r.words, Doc: documentedOnly(r.finding.Message)} // the one that it stands in
	list = append(list, cut)
	cut.Functions = r.functions
	for _, cut.Depth = range reproduceDepths {
		list = append(list, cut)
	}
	if r.finding.Rule == "rawerror" { // which is about packages that send JSON
		cut.JSON = true
		for _, cut.Depth = range reproduceDepths[:2] {
			list = append(list, cut)
		}
		cut.JSON = false
	}
	cut.Functions = append(slices.Clone(r.functions), r.program.Users(r.functions[:1], maxUsers)...)
	for _, cut.Depth = range reproduceDepths[:3] {
		list = append(list, cut)
	}
	return list
}

var only = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`does not document \(only ([\w, ]+)\)`) })

// documentedOnly is the comment that documents the statuses which a message names, whatever
// documents them in the program.
func documentedOnly(message string) string {
	m := only().FindStringSubmatch(message)
	if m == nil {
		return ""
	}
	doc := ""
	for code := range strings.SplitSeq(m[1], ", ") {
		doc += "// @Response " + code + "\n"
	}
	return doc + "// @Router /w [get]\n"
}

// headed adds what to do with the file.
func (r *reproduction) headed(f *reproduce.File) []byte {
	var b bytes.Buffer
	command := strings.Join(append(append([]string{"respvet"}, r.shown...), "./..."), " ")
	fmt.Fprintf(&b, "// This shows a finding of respvet again: %s. In a directory of its own:\n//\n", r.finding.name())
	fmt.Fprintf(&b, "//\tgo mod init example.com/reproduce && go mod tidy && %s\n", command)
	var required []string
	for _, path := range f.Imports {
		if v := r.version(path); v != "" && !slices.Contains(required, v) {
			required = append(required, v)
		}
	}
	if len(required) > 0 {
		fmt.Fprintf(&b, "//\n// It was made with %s.\n", strings.Join(required, ", "))
	}
	b.WriteByte('\n')
	return append(b.Bytes(), f.Text...)
}

var requirement = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?m)^(?:require)?\s*([\w./~-]+\.[\w./~-]+) (v\S+)`) })

// version returns the module of a package as go.mod requires it, "" for the standard library.
func (r *reproduction) version(path string) (v string) {
	longest := 0
	for _, m := range requirement().FindAllSubmatch(r.mod, -1) {
		name := string(m[1])
		if (path == name || strings.HasPrefix(path, name+"/")) && len(name) > longest {
			longest, v = len(name), name+" "+string(m[2])
		}
	}
	return v
}

// shows runs respvet on a file and reports whether the finding is there.
func (r *reproduction) shows(f *reproduce.File) (bool, error) {
	dir, err := os.MkdirTemp("", "respvet-reproduce")
	if err != nil {
		return false, err
	}
	defer os.RemoveAll(dir)
	if dir, err = filepath.EvalSymlinks(dir); err != nil {
		return false, err
	}
	for name, data := range map[string][]byte{"go.mod": r.mod, "go.sum": r.sum, "reproduce.go": f.Text} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o666); err != nil {
			return false, err
		}
	}
	c := &command{dir: dir, tool: slices.Clone(r.flags), build: []string{"-mod=mod"}, patterns: []string{"./..."}, stdout: io.Discard, stderr: io.Discard, ctx: r.ctx}
	found, err := c.findings()
	if err != nil {
		return false, err
	}
	return slices.ContainsFunc(found, func(o finding) bool { return o.name() == r.finding.name() }), nil
}
