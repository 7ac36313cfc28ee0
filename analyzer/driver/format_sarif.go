package driver

import (
	"io"
	"net/url"
	"path/filepath"
	"runtime/debug"
	"strings"
	"unicode/utf16"

	"github.com/respvet/respvet/analyzer"
	"github.com/respvet/respvet/passes/category"
	"github.com/respvet/respvet/passes/contract"
)

// The types are the part of SARIF 2.1.0 that is written. The libraries for it
// bring validators of JSON Schema and makers of UUIDs, and each of go vet's calls
// would load them; a test holds the output against the standard's schema instead.
// https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool       sarifTool               `json:"tool"`
		ColumnKind string                  `json:"columnKind"`
		Bases      map[string]sarifMessage `json:"originalUriBaseIds"` // a file location with nothing but a description
		Results    []sarifResult           `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name           string      `json:"name"`
		Version        string      `json:"version,omitempty"`
		InformationURI string      `json:"informationUri"`
		Rules          []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID               string      `json:"id"`
		ShortDescription sarifText   `json:"shortDescription"`
		Help             sarifText   `json:"help"`
		HelpURI          string      `json:"helpUri"`
		Configuration    sarifConfig `json:"defaultConfiguration"`
	}
	sarifConfig struct {
		Level string `json:"level"`
	}
	sarifMessage struct {
		Description sarifText `json:"description"`
	}
	sarifText struct {
		Text     string `json:"text"`
		Markdown string `json:"markdown,omitempty"`
	}
	sarifResult struct {
		RuleID       string            `json:"ruleId"`
		RuleIndex    int               `json:"ruleIndex"`
		Level        string            `json:"level"`
		Message      sarifText         `json:"message"`
		Locations    []sarifLocation   `json:"locations"`
		Related      []sarifLocation   `json:"relatedLocations,omitempty"`
		Flows        []sarifFlow       `json:"codeFlows,omitempty"`
		Fingerprints map[string]string `json:"partialFingerprints"`
		Fixes        []sarifFix        `json:"fixes,omitempty"`
		Properties   sarifProperties   `json:"properties"`
	}
	// A sarifFlow has one thread: a handler is one, as far as respvet sees.
	sarifFlow struct {
		Threads [1]sarifThread `json:"threadFlows"`
	}
	sarifThread struct {
		Steps []sarifStep `json:"locations"`
	}
	sarifStep struct {
		Location sarifLocation `json:"location"`
	}
	sarifProperties struct {
		Category string `json:"category"`
	}
	sarifLocation struct {
		Physical sarifPhysical `json:"physicalLocation"`
		Message  *sarifText    `json:"message,omitempty"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   *sarifRegion  `json:"region,omitempty"`
	}
	sarifArtifact struct {
		URI    string `json:"uri"`
		BaseID string `json:"uriBaseId,omitempty"`
	}
	// A sarifRegion counts lines and columns from 1; the end is exclusive.
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn,omitempty"`
		EndLine     int `json:"endLine,omitempty"`
		EndColumn   int `json:"endColumn,omitempty"`
	}
	sarifFix struct {
		Description sarifText     `json:"description"`
		Changes     []sarifChange `json:"artifactChanges"`
	}
	sarifChange struct {
		Artifact     sarifArtifact      `json:"artifactLocation"`
		Replacements []sarifReplacement `json:"replacements"`
	}
	sarifReplacement struct {
		Deleted  sarifRegion `json:"deletedRegion"`
		Inserted sarifText   `json:"insertedContent"`
	}
)

const (
	homePage    = "https://github.com/respvet/respvet"
	sarifSchema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
	sarifBase   = "%SRCROOT%"
	// sarifPrint names the way in which fingerprints are made.
	sarifPrint = "respvet/v1"
)

var sarifLevels = map[severity]string{
	contract.SeverityError:   "error",
	contract.SeverityWarning: "warning",
	contract.SeverityInfo:    "note",
}

// writeSARIF prints findings as a log in SARIF 2.1.0 with one run. It has the
// rules with their documentation, and all fixes.
func writeSARIF(w io.Writer, findings []finding, src *sources, _ display) error {
	run := sarifRun{
		ColumnKind: "utf16CodeUnits",
		Bases:      map[string]sarifMessage{sarifBase: {sarifText{Text: "The directory that respvet was run for."}}},
		Results:    []sarifResult{},
	}
	run.Tool.Driver = sarifDriver{Name: "respvet", Version: ownVersion(), InformationURI: homePage}
	index := make(map[string]int)
	for i, a := range analyzer.Suite {
		first, _, _ := strings.Cut(a.Doc, "\n")
		index[a.Name] = i
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRule{
			ID:               a.Name,
			ShortDescription: sarifText{Text: first},
			Help:             sarifText{Text: a.Doc, Markdown: a.Doc}, // whose headings, lists and code are as in Markdown
			HelpURI:          a.URL,
			Configuration:    sarifConfig{sarifLevels[category.Worst(a.Name)]},
		})
	}
	for _, f := range findings {
		run.Results = append(run.Results, sarifResultOf(f, index[f.Rule], src))
	}
	return encode(w, sarifLog{sarifSchema, "2.1.0", []sarifRun{run}}, "  ")
}

func sarifResultOf(f finding, rule int, src *sources) sarifResult {
	r := sarifResult{
		RuleID:    f.Rule,
		RuleIndex: rule,
		Level:     sarifLevels[f.Severity],
		Message:   sarifText{Text: unlinked(f.Message)},
		Locations: []sarifLocation{{Physical: sarifPhysical{
			sarifFile(f.File), src.of(f.File).region(f.Line, f.Column, f.EndLine, f.EndColumn)}}},
		Fingerprints: map[string]string{sarifPrint: f.Fingerprint},
		Properties:   sarifProperties{f.Category},
	}
	for _, rel := range f.Related {
		r.Related = append(r.Related, sarifRelated(rel, src))
	}
	for _, t := range f.flows {
		if len(t.steps) < 2 {
			continue // it would say no more than the result does
		}
		var thread sarifThread
		for _, s := range t.steps {
			thread.Steps = append(thread.Steps, sarifStep{sarifRelated(s, src)})
		}
		r.Flows = append(r.Flows, sarifFlow{[1]sarifThread{thread}})
	}
	for _, fix := range f.Fixes {
		if changes := sarifChanges(fix, src); len(changes) > 0 {
			r.Fixes = append(r.Fixes, sarifFix{sarifText{Text: unlinked(fix.Message)}, changes})
		}
	}
	return r
}

func sarifRelated(rel related, src *sources) sarifLocation {
	return sarifLocation{
		sarifPhysical{sarifFile(rel.File), src.of(rel.File).region(rel.Line, rel.Column, 0, 0)},
		&sarifText{Text: unlinked(rel.Message)},
	}
}

// sarifChanges returns a fix file by file, nil if one of them cannot be read.
func sarifChanges(fix fix, src *sources) (changes []sarifChange) {
	for edits := fix.edits; len(edits) > 0; {
		n := 1
		for n < len(edits) && edits[n].File == edits[0].File {
			n++
		}
		file := src.of(edits[0].File)
		if !file.has(edits[:n]) {
			return nil
		}
		change := sarifChange{Artifact: sarifFile(edits[0].File)}
		for _, e := range edits[:n] {
			startLine, startColumn := file.place(e.Start)
			endLine, endColumn := file.place(e.End)
			change.Replacements = append(change.Replacements, sarifReplacement{
				*file.region(startLine, startColumn, endLine, endColumn), sarifText{Text: e.New}})
		}
		changes = append(changes, change)
		edits = edits[n:]
	}
	return changes
}

// region turns columns of bytes into those of UTF-16. It is nil without a line.
func (s *source) region(line, column, endLine, endColumn int) *sarifRegion {
	if line < 1 {
		return nil
	}
	r := &sarifRegion{StartLine: line, StartColumn: s.utf16(line, column)}
	if endLine >= line {
		r.EndLine, r.EndColumn = endLine, s.utf16(endLine, endColumn)
	}
	return r
}

func (s *source) utf16(line, column int) int {
	text := s.line(line)
	if column < 1 || column-1 > len(text) {
		return column
	}
	return len(utf16.Encode([]rune(text[:column-1]))) + 1
}

// sarifFile is relative to the run's directory if it lies below.
func sarifFile(file string) sarifArtifact {
	u := url.URL{Path: slashed(file)}
	if filepath.IsAbs(file) {
		u.Scheme = "file"
		if !strings.HasPrefix(u.Path, "/") { // C:/…
			u.Path = "/" + u.Path
		}
		return sarifArtifact{URI: u.String()}
	}
	return sarifArtifact{u.String(), sarifBase}
}

func slashed(file string) string { return filepath.ToSlash(file) }

// unlinked takes their meaning from brackets that would make a link.
func unlinked(message string) string {
	message = printable(message)
	if !strings.Contains(message, "](") {
		return message
	}
	return strings.NewReplacer(`\`, `\\`, "[", `\[`, "]", `\]`).Replace(message)
}

// ownVersion is that of the module, "" in a build from a checkout.
func ownVersion() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "(devel)" {
		return ""
	}
	return info.Main.Version
}
