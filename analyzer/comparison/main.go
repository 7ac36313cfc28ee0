// Command comparison runs respvet and other linters on the same small programs, each with
// one mistake, and prints which of them find it, as docs/comparison.md shows it:
//
//	go run ./analyzer/comparison
//
// It installs the others, in the versions below, into a temporary directory.
package main

import (
	"bufio"
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A tool is a linter that runs on the programs.
type tool struct {
	name string
	from string   // what go install gets, "" for what is there
	run  []string // $BIN is the directory with the tools
	// documents says that it reads none of the programs but OpenAPI documents: the one that
	// is there, $DOC, and the one that respvet makes of a program, $MADE.
	documents bool
}

// tools are respvet and those that the table compares it with, each with all of its checks
// that may be about such mistakes.
var tools = []tool{
	{"respvet", "", []string{"$BIN/respvet", "./..."}, false},
	{"go vet", "", []string{"go", "vet", "./..."}, false},
	{"staticcheck 0.7.0", "honnef.co/go/tools/cmd/staticcheck@v0.7.0", []string{"$BIN/staticcheck", "-checks=all", "./..."}, false},
	{"bodyclose 857993a", "github.com/timakin/bodyclose@v0.0.0-20260723120731-857993a2939c", []string{"go", "vet", "-vettool=$BIN/bodyclose", "./..."}, false},
	{"noctx 0.5.1", "github.com/sonatard/noctx/cmd/noctx@v0.5.1", []string{"go", "vet", "-vettool=$BIN/noctx", "./..."}, false},
	{"errcheck 1.30.0", "github.com/kisielk/errcheck@v1.30.0", []string{"$BIN/errcheck", "./..."}, false},
	{"gocritic 0.15.0", "github.com/go-critic/go-critic/cmd/gocritic@v0.15.0", []string{"$BIN/gocritic", "check", "-enableAll", "./..."}, false},
	{"oasdiff 1.38.0", "github.com/oasdiff/oasdiff@v1.38.0", []string{"$BIN/oasdiff", "changelog", "--format", "text", "$DOC", "$MADE"}, true},
}

// programs is the module of the programs, from the root of this one.
const programs = "analyzer/comparison/testdata/mistakes"

// A mistake is a program's.
type mistake struct {
	name, about string // the package, and what its comment says of it
	lines       []int  // those with a mark
	status      string // that the document lacks, "" if the mistake is another
}

func main() {
	log.SetFlags(0)
	alone := flag.Bool("respvet", false, "run respvet alone, which needs no network")
	flag.Parse()
	if err := compare(*alone); err != nil {
		log.Fatal(err)
	}
}

func compare(alone bool) error {
	mod, err := exec.Command("go", "env", "GOMOD").Output()
	if err != nil {
		return err
	}
	root := filepath.Dir(strings.TrimSpace(string(mod)))
	mistakes, err := read(filepath.Join(root, filepath.FromSlash(programs)))
	if err != nil {
		return err
	}
	bin, err := os.MkdirTemp("", "comparison")
	if err != nil {
		return err
	}
	defer os.RemoveAll(bin)
	list := tools
	if alone {
		list = tools[:1]
	}
	var columns []map[string]bool
	for _, t := range list {
		found, err := t.find(root, bin, mistakes)
		if err != nil {
			return fmt.Errorf("%s: %w", t.name, err)
		}
		columns = append(columns, found)
	}
	write(list, mistakes, columns)
	return nil
}

// write prints the table.
func write(list []tool, mistakes []mistake, columns []map[string]bool) {
	head, line := "| program |", "|---|"
	for _, t := range list {
		head += " " + t.name + " |"
		line += ":-:|"
	}
	fmt.Println(head)
	fmt.Println(line)
	total := make([]int, len(list))
	for _, m := range mistakes {
		row := fmt.Sprintf("| [%s](../%s/%[1]s/%[1]s.go) %[3]s |", m.name, programs, m.about)
		for i := range list {
			cell := ""
			if columns[i][m.name] {
				cell = "found"
				total[i]++
			}
			row += " " + cell + " |"
		}
		fmt.Println(row)
	}
	row := "| of " + strconv.Itoa(len(mistakes)) + " |"
	for _, n := range total {
		row += " " + strconv.Itoa(n) + " |"
	}
	fmt.Println(row)
}

// read reads the programs: what each is about, and the lines with a mark.
func read(dir string) (list []mistake, err error) {
	files, err := filepath.Glob(filepath.Join(dir, "*", "*.go"))
	if err != nil {
		return nil, err
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		m := mistake{name: filepath.Base(filepath.Dir(file))}
		about := "// Package " + m.name + " "
		n := 0
		for s := bufio.NewScanner(bytes.NewReader(data)); s.Scan(); {
			n++
			if text, ok := strings.CutPrefix(s.Text(), about); ok {
				m.about = strings.TrimSuffix(text, ".")
			}
			if strings.Contains(s.Text(), "// MISTAKE: ") {
				m.lines = append(m.lines, n)
				if status := undocumented.FindStringSubmatch(s.Text()); status != nil {
					m.status = status[1]
				}
			}
		}
		if m.about == "" || len(m.lines) == 0 {
			return nil, fmt.Errorf("%s: no package comment, or no line with a MISTAKE", file)
		}
		list = append(list, m)
	}
	if len(list) == 0 {
		return nil, &fs.PathError{Op: "read", Path: dir, Err: errors.New("no programs")}
	}
	return list, nil
}

var (
	place        = regexp.MustCompile(`([^\s":]+\.go):(\d+)`)
	undocumented = regexp.MustCompile(`// MISTAKE: the document lacks (\d+)`)
)

// compareDocuments runs a tool that compares documents, on each program whose mistake is a
// status that the document lacks.
func (t tool) compareDocuments(dir, bin string, mistakes []mistake) (map[string]bool, error) {
	found := make(map[string]bool)
	made := filepath.Join(bin, "made.yaml")
	for _, m := range mistakes {
		if m.status == "" {
			continue // there is no document of it
		}
		routes := exec.Command(filepath.Join(bin, "respvet"), "routes", "-format", "openapi", "-o", made, "./"+m.name)
		routes.Dir = dir
		routes.Env = append(os.Environ(), "RESPVET_CONFIG=", "GOWORK=off")
		if out, err := routes.CombinedOutput(); err != nil {
			return nil, fmt.Errorf("%w\n%s", err, out)
		}
		args := slices.Clone(t.run)
		for i := range args {
			args[i] = strings.NewReplacer("$BIN", bin, "$DOC", "openapi.yaml", "$MADE", made).Replace(args[i])
		}
		cmd := exec.Command(args[0], args[1:]...)
		cmd.Dir = dir
		out, err := cmd.CombinedOutput()
		if err != nil {
			return nil, fmt.Errorf("%w\n%s", err, out)
		}
		found[m.name] = strings.Contains(string(out), "`"+m.status+"`")
	}
	return found, nil
}

// find runs a tool and returns the programs in which it reports a line with a mark.
func (t tool) find(root, bin string, mistakes []mistake) (map[string]bool, error) {
	install := exec.Command("go", "install", t.from)
	switch {
	case t.name == "respvet":
		install = exec.Command("go", "build", "-o", filepath.Join(bin, "respvet"), "./cmd/respvet")
		install.Dir = root
	case t.from == "":
		install = nil
	default:
		install.Env = append(os.Environ(), "GOBIN="+bin)
		install.Dir = bin // outside of this module
	}
	if install != nil {
		if out, err := install.CombinedOutput(); err != nil {
			return nil, fmt.Errorf("%w\n%s", err, out)
		}
	}
	if t.documents {
		return t.compareDocuments(filepath.Join(root, filepath.FromSlash(programs)), bin, mistakes)
	}
	args := slices.Clone(t.run)
	for i := range args {
		args[i] = strings.ReplaceAll(args[i], "$BIN", bin)
	}
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Dir = filepath.Join(root, filepath.FromSlash(programs))
	cmd.Env = append(os.Environ(), "RESPVET_CONFIG=", "GOWORK=off")
	if slices.ContainsFunc(args, func(arg string) bool { return strings.HasPrefix(arg, "-vettool=") }) {
		// What tools of an older x/tools print is not kept with go vet's results, so that a
		// second run would print nothing.
		cmd.Env = append(cmd.Env, "GOCACHE="+filepath.Join(bin, "cache"))
	}
	out, err := cmd.CombinedOutput() // findings are a failure for most
	if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
		return nil, err
	}
	found := make(map[string]bool)
	for _, m := range place.FindAllStringSubmatch(string(out), -1) {
		line, _ := strconv.Atoi(m[2])
		for _, mistake := range mistakes {
			if filepath.Base(filepath.Dir(filepath.FromSlash(m[1]))) == mistake.name && slices.Contains(mistake.lines, line) {
				found[mistake.name] = true
			}
		}
	}
	if err != nil && len(place.FindAllString(string(out), 1)) == 0 {
		return nil, fmt.Errorf("%w\n%s", err, out) // it has not run
	}
	return found, nil
}
