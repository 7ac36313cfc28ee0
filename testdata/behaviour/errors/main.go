// Errors shows the texts of the errors that error libraries make.
package main

import (
	"errors"

	pkgerrors "github.com/pkg/errors"
	"golang.org/x/xerrors"

	"github.com/respvet/respvet/testdata/behaviour/observe"
)

func main() {
	const text, format = observe.Marker, "%s"
	cause := errors.New("cause")
	for name, err := range map[string]error{
		"New":          pkgerrors.New(text),
		"Errorf":       pkgerrors.Errorf(format, text),
		"Wrap":         pkgerrors.Wrap(cause, text),
		"Wrapf":        pkgerrors.Wrapf(cause, format, text),
		"WithMessage":  pkgerrors.WithMessage(cause, text),
		"WithMessagef": pkgerrors.WithMessagef(cause, format, text),
		"WithStack":    pkgerrors.WithStack(cause),
	} {
		show("github.com/pkg/errors."+name, err)
	}
	for name, err := range map[string]error{
		"New":    xerrors.New(text),
		"Errorf": xerrors.Errorf(format, text),
		"Opaque": xerrors.Opaque(cause),
	} {
		show("golang.org/x/xerrors."+name, err)
	}
}

func show(row string, err error) {
	observe.Print(observe.Line{Row: row, Probe: "text", Body: err.Error()})
}
