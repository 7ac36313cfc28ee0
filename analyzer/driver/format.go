package driver

import (
	"io"
	"maps"
	"os"
	"slices"
)

// A writer prints findings in one of the formats.
type writer func(w io.Writer, findings []finding, src *sources, d display) error

// A display is what the text format may show to whom it is for.
type display struct {
	source bool // the lines that findings stand in, and what -fix would do
	colour bool
}

// formats are the values of -format.
var formats = map[string]writer{
	"text":        writeText,
	"json":        writeJSON,
	"sarif":       writeSARIF,
	"rdjsonl":     writeRDJSONL,
	"github":      writeGitHub,
	"codeclimate": writeCodeClimate,
	"junit":       writeJUnit,
	"checkstyle":  writeCheckstyle,
}

func formatNames() []string { return slices.Sorted(maps.Keys(formats)) }

// displayOf is for what is written to: people sit at terminals, programs read
// the rest. https://no-color.org
func displayOf(w io.Writer) display {
	if !isTerminal(w) {
		return display{}
	}
	return display{source: true, colour: os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"}
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	fi, err := f.Stat()
	return err == nil && fi.Mode()&os.ModeCharDevice != 0
}
