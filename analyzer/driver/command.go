package driver

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"go/version"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/respvet/respvet/analyzer"
	"github.com/respvet/respvet/passes/contract"
)

// A command is one stand-alone run.
type command struct {
	dir       string // absolute; where go vet runs and what printed paths are relative to
	contract  string
	role      string
	format    string
	output    string // where findings are printed instead of stdout, or ""
	fix       bool
	diff      bool
	baseline  string // a file, or ""
	writeBase bool
	merge     string // the document that routes writes with what it lacks
	summary   bool
	dry       bool     // init prints, and writes nothing
	explain   bool     // trails are asked for, too
	build     []string // flags of the go command: -tags, -mod
	tool      []string // flags of the analyzers
	patterns  []string
	behind    []string          // what stands behind "--", a command to run
	temporary []string          // directories that are removed at the end
	replaced  map[string]string // what the go command reads in the place of files
	notes     []string          // of the last run of go vet
	trails    []trail           // of the last run that was to explain

	stdout, stderr io.Writer
	ctx            context.Context // ends the go command, or nil
}

// A forward is the value of a flag that is handed on, checked, to another command.
type forward struct {
	name  string
	check func(string) error
	bool  bool
	to    *[]string
}

func (f forward) String() string { return "" }

func (f forward) IsBoolFlag() bool { return f.bool }

func (f forward) Set(v string) error {
	if f.check != nil {
		if err := f.check(v); err != nil {
			return err
		}
	}
	*f.to = append(*f.to, "-"+f.name+"="+v)
	return nil
}

func checkBool(v string) error {
	if _, err := strconv.ParseBool(v); err != nil {
		return errors.New("allowed: true, false")
	}
	return nil
}

// roles are the values of -role.
var roles = []string{"backend", "both", "gateway"}

// buildFlags are handed on to the go command.
var buildFlags = []string{"tags", "mod", "modfile"}

// common returns new flags like those of [command.flags], which set another command.
func (c *command) common() *flag.FlagSet { return (&command{stderr: io.Discard}).flags() }

// flags declares the command's own flags and those of the analyzers.
func (c *command) flags() *flag.FlagSet {
	fs := flag.NewFlagSet("respvet", flag.ContinueOnError)
	fs.StringVar(&c.dir, "C", "", "change to `dir` first")
	fs.StringVar(&c.contract, "contract", "", "the built-in contract `name` to check the code against")
	fs.StringVar(&c.role, "role", "", "the `role` of the code, backend, gateway or both: it limits which statuses may be sent")
	fs.StringVar(&c.format, "format", "text", "the `format` of findings: "+oneOf(formatNames()))
	fs.StringVar(&c.output, "o", "", "print to `file` instead")
	fs.StringVar(&c.baseline, "baseline", "", "use the baseline `file` instead of the configured one")
	fs.BoolVar(&c.writeBase, "write-baseline", false, "write all findings to the baseline, and print none")
	fs.BoolVar(&c.fix, "fix", false, "apply the first fix of each finding, then print what remains")
	fs.BoolVar(&c.diff, "diff", false, "print what -fix would change, without changing it")
	fs.BoolVar(&c.summary, "summary", false, "print a summary at the end, with advice on the most frequent findings")
	for _, name := range buildFlags {
		fs.Var(forward{name: name, to: &c.build}, name, "as for go build")
	}
	for _, a := range analyzer.Suite {
		if fs.Lookup(a.Name) == nil { // -contract names one, here
			fs.Var(forward{a.Name, checkBool, true, &c.tool}, a.Name, "")
		}
		a.Flags.VisitAll(func(f *flag.Flag) {
			b, ok := f.Value.(interface{ IsBoolFlag() bool })
			fs.Var(forward{a.Name + "." + f.Name, f.Value.Set, ok && b.IsBoolFlag(), &c.tool}, a.Name+"."+f.Name, f.Usage)
		})
	}
	fs.Usage = func() {}
	return fs
}

// run is the stand-alone command; it returns the exit status.
func run(args []string, stdout, stderr io.Writer) int {
	c := &command{stdout: stdout, stderr: stderr}
	if len(args) > 0 && args[0] == completeWord {
		complete(stdout, args[1:])
		return exitClean
	}
	fs := c.flags()
	fs.SetOutput(io.Discard) // a mistake is returned as well
	sub, words, err := c.parse(fs, args)
	if errors.Is(err, flag.ErrHelp) {
		writeHelp(stdout, fs, sub)
		return exitClean
	}
	status := exitTrouble
	if err == nil {
		status, err = c.dispatch(fs, sub, words)
	}
	for _, dir := range c.temporary {
		os.RemoveAll(dir)
	}
	if failed := (*goError)(nil); errors.As(err, &failed) {
		fmt.Fprintf(stderr, "respvet: %v\n", err)
		c.askFor(sub, words)
		return exitTrouble
	}
	if in := (*incomplete)(nil); errors.As(err, &in) && in.vet != nil {
		fmt.Fprintf(stderr, "respvet: %v\n", in.vet)
		c.askFor(sub, words)
		err = &incomplete{lines: in.lines}
	}
	if err != nil {
		for line := range strings.Lines(err.Error()) { // one a mistake
			fmt.Fprintf(stderr, "respvet: %s\n", printable(strings.TrimSuffix(line, "\n")))
		}
		return exitTrouble
	}
	return status
}

// askFor asks for the subcommand that a word may mean which is no package.
func (c *command) askFor(sub *subcommand, words []string) {
	if question := misspelt(sub, words); question != "" {
		fmt.Fprintf(c.stderr, "respvet: %s\n", question)
	}
}

func (c *command) dispatch(fs *flag.FlagSet, sub *subcommand, args []string) (status int, err error) {
	if c.dir, err = filepath.Abs(c.dir); err != nil {
		return 0, err
	}
	if fi, err := os.Stat(c.dir); err != nil || !fi.IsDir() {
		return 0, fmt.Errorf("-C %s: there is no such directory", c.dir)
	}
	if err := c.checkOutput(); err != nil {
		return 0, err
	}
	if err := c.choose("contract", "name", c.contract, contract.Names()); err != nil {
		return 0, err
	}
	if err := c.choose("role", "role", c.role, roles); err != nil {
		return 0, err
	}
	if sub != nil {
		return sub.run(c, fs, args)
	}
	if c.patterns = args; len(args) == 0 {
		c.patterns = []string{"./..."}
	}
	if err := c.check(); err != nil {
		return 0, err
	}
	c.explain = c.format == "sarif" // which has code flows
	return c.vet()
}

// choose hands the value of one of the command's flags on to a flag of the
// contract analyzer, and sets that here as well, for the check of the
// configuration and for `respvet config`.
func (c *command) choose(what, name, value string, allowed []string) error {
	if value == "" {
		return nil
	}
	if !slices.Contains(allowed, value) {
		return unknownWord(what, value, allowed)
	}
	c.tool = append(c.tool, "-"+contract.Analyzer.Name+"."+name+"="+value)
	return contract.Analyzer.Flags.Set(name, value)
}

// check refuses, before the long run, what every package of it would trip over.
func (c *command) check() error {
	if c.fix && c.diff {
		return errors.New("-fix and -diff cannot be used together")
	}
	if c.diff && (c.format != "text" || c.output != "") {
		return errors.New("-diff prints a diff and cannot be used with -format or -o")
	}
	if err := c.checkBaseline(); err != nil {
		return err
	}
	if formats[c.format] == nil {
		return unknownFormat(c.format, formatNames())
	}
	if contract.Project(c.dir) == "" {
		return nil // go vet says it better
	}
	if err := errors.Join(contract.Check(c.dir)...); err != nil {
		return err
	}
	if err := c.resolveModels(); err != nil {
		return err
	}
	if c.fix || c.diff {
		return c.canFix()
	}
	return nil
}

// canFix refuses a go command whose vet does not apply fixes.
func (c *command) canFix() error {
	const since = "go1.26"
	cmd, err := c.goCommand([]string{"env", "GOVERSION"})
	if err != nil {
		return err
	}
	out, err := cmd.Output()
	if err != nil {
		return fmt.Errorf("go env GOVERSION: %v", err)
	}
	// A development version does not compare; it is taken to be recent.
	if v := strings.TrimSpace(string(out)); version.IsValid(v) && version.Compare(v, since) < 0 {
		return fmt.Errorf("-fix and -diff need %s or later, this is %s", since, v)
	}
	return nil
}

// vet runs go vet, mends what it is asked to mend, and prints.
func (c *command) vet() (status int, err error) {
	if c.baseline != "" || c.writeBase {
		c.tool = append(c.tool, "-"+contract.Analyzer.Name+".baseline=false")
	}
	findings, err := c.findings()
	var trouble *incomplete
	if err != nil && !errors.As(err, &trouble) {
		return 0, err
	}
	switch {
	case c.writeBase && trouble != nil:
		return 0, trouble // what is not in the baseline would be new
	case c.writeBase:
		return exitClean, c.writeBaselines(findings)
	case c.baseline != "":
		if findings, err = c.onlyNew(findings); err != nil {
			return 0, err
		}
	case c.diff:
		if err := c.printDiff(findings); err != nil {
			return 0, err
		}
	case c.fix:
		before := findings
		if findings, err = c.mend(before); err != nil {
			return 0, err
		}
		c.printMended(before, findings)
	}
	if !c.diff {
		if err := c.print(findings); err != nil {
			return 0, err
		}
	}
	if len(findings) > 0 {
		fmt.Fprintln(c.stderr, summary(findings))
	}
	if err := c.summarize(findings); err != nil {
		return 0, err
	}
	for _, note := range c.notes {
		fmt.Fprintf(c.stderr, "respvet: %s\n", printable(note))
	}
	if trouble != nil {
		return 0, trouble
	}
	if slices.ContainsFunc(findings, func(f finding) bool { return !f.mere }) {
		return exitFindings, nil
	}
	return exitClean, nil
}

// print writes findings where they are asked for.
func (c *command) print(findings []finding) error {
	return c.write(func(w io.Writer) error { return formats[c.format](w, findings, c.sources(), displayOf(w)) })
}

// write has something written to the file of -o, or to stdout. The file is made when
// all is known that it is to have: one that is there outlives a run that fails, and may
// be what is read.
func (c *command) write(to func(io.Writer) error) error {
	if c.output == "" {
		return to(c.stdout)
	}
	var out bytes.Buffer
	if err := to(&out); err != nil {
		return err
	}
	return os.WriteFile(c.abs(c.output), out.Bytes(), 0o666)
}

// abs returns the absolute name of a file that a flag names.
func (c *command) abs(file string) string {
	if filepath.IsAbs(file) {
		return filepath.Clean(file)
	}
	return filepath.Join(c.dir, file)
}

// sources reads the files of the project as they are now.
func (c *command) sources() *sources {
	return newSources(c.dir, cmp.Or(contract.Project(c.dir), c.dir))
}

// judge adds to findings what the configuration and the source say of them.
func (c *command) judge(findings []finding) {
	policies := make(map[string]*contract.Policy) // by directory
	src, seen := c.sources(), make(map[string]int)
	module := moduleDir(c.dir)
	for i, f := range findings {
		dir := filepath.Dir(src.abs(f.File))
		if policies[dir] == nil {
			policies[dir] = contract.LoadPolicy(dir)
		}
		findings[i].Severity = policies[dir].Severity(f.name())
		configured, _ := policies[dir].Configured(f.name())
		findings[i].mere = configured == contract.SeverityInfo
		key := src.known(f, module).Key()
		seen[key]++
		findings[i].Fingerprint = fmt.Sprintf("%s:%d", key, seen[key])
	}
}

// findings runs go vet and returns what it finds in the packages asked for. An
// [incomplete] error comes with findings.
func (c *command) findings() ([]finding, error) {
	rep := new(report)
	if flags := c.explaining(); c.explain && !slices.Contains(c.tool, flags[0]) { // -fix comes here again
		c.tool = append(c.tool, flags...)
	}
	failed, err := c.vetJSON(rep, c.patterns)
	if err != nil {
		return nil, err
	}
	if failed != nil && failed.lacksEmbedded() {
		notes, err := c.placeholders()
		if err != nil {
			return nil, err
		}
		if len(notes) > 0 {
			rep = new(report)
			if failed, err = c.vetJSON(rep, c.patterns); err != nil {
				return nil, err
			}
			for _, note := range notes {
				fmt.Fprintln(c.stderr, "respvet: "+printableLine(note))
			}
		}
	}
	var trouble error
	if failed != nil {
		in, err := c.salvage(rep, failed)
		if err != nil {
			return nil, err
		}
		trouble = in
	}
	if lines := rep.failed(); len(lines) > 0 {
		in := &incomplete{lines: lines}
		if failed != nil {
			errors.As(trouble, &in)
			in.lines = append(lines, in.lines...)
		}
		trouble = in
	}
	out, err := c.list("-f={{.ImportPath}}{{if .Module}}{{if and .Module.Main (or .GoFiles .CgoFiles)}} ours{{end}}{{end}}", "-e")
	if err != nil {
		return nil, err
	}
	var paths, lost []string
	for line := range strings.Lines(out) {
		path, ours, _ := strings.Cut(strings.TrimSpace(line), " ")
		paths = append(paths, path)
		if ours != "" && !rep.analysed[path] {
			lost = append(lost, path+" was not analysed: the build cache has lost what was found in it, and go clean -cache makes it anew")
		}
	}
	if trouble == nil && len(lost) > 0 { // go vet is content with what is left of a cache
		trouble = &incomplete{lines: lost}
	}
	findings := rep.sorted(paths)
	c.notes = rep.notes(paths)
	c.trails = rep.distinctTrails()
	attach(findings, c.trails)
	c.judge(findings)
	return findings, trouble
}
