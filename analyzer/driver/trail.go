package driver

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/respvet/respvet/analyzer"
	"github.com/respvet/respvet/passes/explain"
)

// A trail is how something came into a response, as [explain.Trail] has it, with places
// like those of findings.
type trail struct {
	rule   string
	at     related // without a message
	silent string
	known  string
	steps  []related
}

// explaining are the flags with which the analyzers tell trails.
func (c *command) explaining() []string {
	name := explain.Analyzer.Name
	flags := []string{"-" + name + ".json"}
	if selects(c.tool, analyzer.Suite) { // else all run
		flags = append(flags, "-"+name)
	}
	return flags
}

// addTrails adds those of one package.
func (rep *report) addTrails(message, dir string) error {
	var trails []explain.Trail
	if err := json.Unmarshal([]byte(message), &trails); err != nil {
		return fmt.Errorf("the output of go vet cannot be read: %v", err)
	}
	place := func(posn, message string) (r related) {
		r.File, r.Line, r.Column = parsePosition(posn, dir)
		r.Message = message
		return r
	}
	for _, t := range trails {
		one := trail{rule: t.Rule, at: place(t.Place, ""), silent: t.Silent, known: t.Known}
		for _, s := range t.Steps {
			one.steps = append(one.steps, place(s.Place, s.Message))
		}
		rep.trails = append(rep.trails, one)
	}
	return nil
}

// distinctTrails returns the trails in their order: a package is analysed with its tests,
// too.
func (rep *report) distinctTrails() (list []trail) {
	seen := make(map[string]bool)
	for _, t := range rep.trails {
		if key := fmt.Sprintf("%q", fmt.Sprint(t)); !seen[key] {
			seen[key] = true
			list = append(list, t)
		}
	}
	slices.SortStableFunc(list, func(a, b trail) int {
		return compareFindings(finding{File: a.at.File, Line: a.at.Line, Column: a.at.Column, Rule: a.rule}, finding{File: b.at.File, Line: b.at.Line, Column: b.at.Column, Rule: b.rule})
	})
	return list
}

// attach gives findings the trails of what they are about.
func attach(findings []finding, trails []trail) {
	for i, f := range findings {
		for _, t := range trails {
			if t.silent == "" && t.rule == f.Rule && reflect.DeepEqual(t.at, related{File: f.File, Line: f.Line, Column: f.Column}) {
				findings[i].flows = append(findings[i].flows, t)
			}
		}
	}
}

// touches reports whether a trail has a step on a line.
func (t trail) touches(file string, line int) bool {
	on := func(r related) bool { return r.File == file && r.Line == line }
	return on(t.at) || slices.ContainsFunc(t.steps, on)
}

// lines are the steps as they are printed, one a line.
func (t trail) lines() string {
	var b strings.Builder
	for _, s := range t.steps {
		fmt.Fprintf(&b, "\t%s %s\n", place(s.File, s.Line, s.Column), printable(s.Message))
	}
	return b.String()
}
