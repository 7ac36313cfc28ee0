// Command formats reads findings in one of the formats of the command from standard
// input, as programs do that understand the format, and prints what they understood. As
// `formats actionlint` it checks the workflows of the repository around.
package main

import (
	"fmt"
	"os"

	"github.com/joshdk/go-junit"
	"github.com/reviewdog/reviewdog/parser"
	"github.com/rhysd/actionlint"
)

func main() {
	if err := read(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// lint prints what is wrong with the workflows.
func lint() error {
	l, err := actionlint.NewLinter(os.Stdout, &actionlint.LinterOptions{Color: actionlint.ColorOptionKindNever})
	if err != nil {
		return err
	}
	problems, err := l.LintRepository(".")
	if err == nil && len(problems) > 0 {
		err = fmt.Errorf("%d problems", len(problems))
	}
	return err
}

func read(format string) error {
	if format == "actionlint" {
		return lint()
	}
	if format == "junit" {
		suites, err := junit.IngestReader(os.Stdin)
		if err != nil {
			return err
		}
		for _, s := range suites {
			for _, t := range s.Tests {
				fmt.Printf("%s|%s|%s|%v|%s\n", s.Name, t.Name, t.Status, t.Error, t.SystemOut)
			}
		}
		return nil
	}
	p, err := parser.New(&parser.Option{FormatName: format})
	if err != nil {
		return err
	}
	diagnostics, err := p.Parse(os.Stdin)
	if err != nil {
		return err
	}
	for _, d := range diagnostics {
		start := d.Location.Range.GetStart()
		fmt.Printf("%s:%d:%d|%s|%s|%s|%d\n", d.Location.Path, start.GetLine(), start.GetColumn(), d.Severity, d.Code.GetValue(), d.Message, len(d.Suggestions))
	}
	return nil
}
