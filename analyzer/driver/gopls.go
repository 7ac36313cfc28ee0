package driver

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"

	"github.com/respvet/respvet/analyzer/gopls"
)

const goplsUsage = "usage: respvet gopls build [-gopls version] [-o path]"

// buildGopls is `respvet gopls build`. It prints the path of the executable.
func buildGopls(stdout, stderr io.Writer, args []string) error {
	if len(args) == 0 || args[0] != "build" {
		return errors.New(goplsUsage)
	}
	o := gopls.Options{Log: stderr}
	fs := flag.NewFlagSet("respvet gopls build", flag.ContinueOnError)
	fs.StringVar(&o.Version, "gopls", "", "the `version` of gopls, such as v0.21.1 (default the newest that the local Go builds)")
	fs.StringVar(&o.Output, "o", "", "the `path` of the executable (default gopls-respvet where go install puts executables)")
	fs.SetOutput(io.Discard)
	switch err := fs.Parse(args[1:]); {
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprintf(stdout, "%s\n\nflags:\n", goplsUsage)
		fs.VisitAll(func(f *flag.Flag) { writeFlag(stdout, "-"+f.Name, f) })
		return nil
	case err != nil:
		return fmt.Errorf("%w\n%s", err, goplsUsage)
	case fs.NArg() > 0:
		return errors.New(goplsUsage)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	exe, err := gopls.Build(ctx, o)
	if err != nil {
		return err
	}
	fmt.Fprintln(stdout, exe)
	return nil
}
