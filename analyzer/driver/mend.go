package driver

import (
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
)

// mend applies fixes until none is left to apply: of two that touch the same
// text one has to wait for the next round. It returns the findings that remain.
func (c *command) mend(findings []finding) ([]finding, error) {
	const rounds = 8 // more than any chain of fixes that wait for each other
	for range rounds {
		if !slices.ContainsFunc(findings, func(f finding) bool { return len(f.Fixes) > 0 }) {
			break
		}
		cmd, err := c.goVet(c.patterns, "-fix")
		if err != nil {
			return nil, err
		}
		if out, err := cmd.CombinedOutput(); err != nil {
			return nil, &goError{"vet -fix", err, []string{string(bytes.TrimSpace(out))}}
		}
		remaining, err := c.findings()
		if err != nil {
			return nil, fmt.Errorf("after the fixes: %w", err)
		}
		if slices.EqualFunc(remaining, findings, func(a, b finding) bool { return compareFindings(a, b) == 0 }) {
			break // the rest stands where go vet does not edit, in generated files say
		}
		findings = remaining
	}
	return findings, nil
}

// printMended lists the findings that are gone. A mended line moves those below
// it, so that a finding is known by what it says of which file. Among several
// that say the same, those remain which had no fix and stand nearest.
func (c *command) printMended(before, after []finding) {
	remains := make([]bool, len(before))
	for _, a := range after {
		best := -1
		worse := func(i int) (fixable bool, distance int) {
			return len(before[i].Fixes) > 0, max(before[i].Line-a.Line, a.Line-before[i].Line)
		}
		for i, b := range before {
			if remains[i] || b.Rule != a.Rule || b.File != a.File || b.Message != a.Message {
				continue
			}
			if best >= 0 {
				fixable, distance := worse(i)
				bestFixable, bestDistance := worse(best)
				if fixable && !bestFixable || fixable == bestFixable && distance >= bestDistance {
					continue
				}
			}
			best = i
		}
		if best >= 0 {
			remains[best] = true
		}
	}
	mended := 0
	for i, f := range before {
		if remains[i] {
			continue
		}
		fmt.Fprintf(c.stderr, "mended %s %s\n", place(f.File, f.Line, f.Column), printable(f.Message))
		mended++
	}
	fmt.Fprintf(c.stderr, "%s mended\n", count(mended, "finding"))
}

// printDiff prints what one round of -fix would change.
func (c *command) printDiff(findings []finding) error {
	cmd, err := c.goVet(c.patterns, "-fix", "-diff")
	if err != nil {
		return err
	}
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	diff, err := cmd.Output()
	if err != nil && len(diff) == 0 { // a diff is status 1 as well
		return &goError{"vet -fix -diff", err, []string{strings.TrimSpace(stderr.String())}}
	}
	// A fix may touch other files of its package, but no other package; where
	// there are no findings the diff is one of a mere dependency.
	dirs := make(map[string]bool)
	for _, f := range findings {
		dirs[filepath.Dir(f.File)] = true
	}
	var out strings.Builder
	keep := false
	for line := range strings.Lines(string(diff)) {
		for _, h := range []struct{ prefix, suffix string }{{"--- ", " (old)\n"}, {"+++ ", " (new)\n"}} {
			name, ok := strings.CutPrefix(line, h.prefix)
			if name, ok2 := strings.CutSuffix(name, h.suffix); ok && ok2 && filepath.IsAbs(name) {
				name = relative(c.dir, name)
				keep, line = dirs[filepath.Dir(name)], h.prefix+name+h.suffix
			}
		}
		if keep {
			out.WriteString(line)
		}
	}
	_, err = io.WriteString(c.stdout, out.String())
	return err
}
