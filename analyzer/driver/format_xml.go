package driver

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"github.com/respvet/respvet/passes/contract"
)

// A junitReport is what the Ant task of JUnit writes, and CI systems read.
// https://github.com/testmoapp/junitxml
type junitReport struct {
	XMLName  xml.Name     `xml:"testsuites"`
	Name     string       `xml:"name,attr"`
	Tests    int          `xml:"tests,attr"`
	Failures int          `xml:"failures,attr"`
	Suites   []junitSuite `xml:"testsuite"`
}

type junitSuite struct {
	Name     string      `xml:"name,attr"`
	Tests    int         `xml:"tests,attr"`
	Failures int         `xml:"failures,attr"`
	Errors   int         `xml:"errors,attr"`
	Skipped  int         `xml:"skipped,attr"`
	Cases    []junitCase `xml:"testcase"`
}

type junitCase struct {
	Class   string        `xml:"classname,attr"`
	Name    string        `xml:"name,attr"`
	File    string        `xml:"file,attr,omitempty"`
	Line    int           `xml:"line,attr,omitempty"`
	Failure *junitFailure `xml:"failure"`
	Output  string        `xml:"system-out,omitempty"`
}

type junitFailure struct {
	Type    string `xml:"type,attr"`
	Message string `xml:"message,attr"`
	Text    string `xml:",chardata"`
}

// writeJUnit prints findings as tests that have failed, a suite for each file. What the
// configuration calls info is a test that says something. A run without findings is one
// test that has passed: CI systems take a report without tests for a mistake.
func writeJUnit(w io.Writer, findings []finding, _ *sources, _ display) error {
	r := junitReport{Name: "respvet"}
	if len(findings) == 0 {
		r.Tests = 1
		r.Suites = []junitSuite{{Name: "respvet", Tests: 1, Cases: []junitCase{{Class: "respvet", Name: "no findings"}}}}
	}
	for _, f := range findings {
		file := printable(slashed(f.File))
		if n := len(r.Suites); n == 0 || r.Suites[n-1].Name != file {
			r.Suites = append(r.Suites, junitSuite{Name: file})
		}
		s := &r.Suites[len(r.Suites)-1]
		c := junitCase{Class: file, Name: fmt.Sprintf("%s at %d:%d", f.name(), f.Line, f.Column), File: file, Line: f.Line}
		text := strings.TrimSuffix(place(f.File, f.Line, f.Column), ":") + ": " + printable(f.Message)
		for _, rel := range f.Related {
			text += "\n" + place(rel.File, rel.Line, rel.Column) + " " + printable(rel.Message)
		}
		if f.mere {
			c.Output = text
		} else {
			c.Failure = &junitFailure{Type: string(f.Severity), Message: printable(f.Message), Text: text}
			s.Failures++
			r.Failures++
		}
		s.Tests++
		r.Tests++
		s.Cases = append(s.Cases, c)
	}
	return encodeXML(w, r)
}

// A checkstyleReport is what Checkstyle writes with its XMLLogger.
// https://checkstyle.org
type checkstyleReport struct {
	XMLName xml.Name         `xml:"checkstyle"`
	Version string           `xml:"version,attr"`
	Files   []checkstyleFile `xml:"file"`
}

type checkstyleFile struct {
	Name   string            `xml:"name,attr"`
	Errors []checkstyleError `xml:"error"`
}

type checkstyleError struct {
	Line     int    `xml:"line,attr"`
	Column   int    `xml:"column,attr,omitempty"`
	Severity string `xml:"severity,attr"`
	Message  string `xml:"message,attr"`
	Source   string `xml:"source,attr"`
}

var checkstyleSeverities = map[severity]string{
	contract.SeverityError:   "error",
	contract.SeverityWarning: "warning",
	contract.SeverityInfo:    "info",
}

// writeCheckstyle prints findings as Checkstyle's, by file.
func writeCheckstyle(w io.Writer, findings []finding, _ *sources, _ display) error {
	r := checkstyleReport{Version: "5.0"} // of the format, which has no schema
	for _, f := range findings {
		name := printable(slashed(f.File))
		if n := len(r.Files); n == 0 || r.Files[n-1].Name != name {
			r.Files = append(r.Files, checkstyleFile{Name: name})
		}
		file := &r.Files[len(r.Files)-1]
		file.Errors = append(file.Errors, checkstyleError{f.Line, f.Column, checkstyleSeverities[f.Severity], printable(f.Message), "respvet." + f.name()})
	}
	return encodeXML(w, r)
}

func encodeXML(w io.Writer, v any) error {
	data, err := xml.MarshalIndent(v, "", "  ")
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(w, "%s%s\n", xml.Header, data)
	return err
}
