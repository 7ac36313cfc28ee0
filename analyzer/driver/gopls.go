package driver

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"

	"github.com/respvet/respvet/analyzer/gopls"
)

// goplsBuild is `respvet gopls build`. It prints the path of the executable.
func goplsBuild() *subcommand {
	var version string
	return &subcommand{
		name: "gopls build", about: []string{"build a gopls that shows findings in editors"},
		takes: []string{"o"}, words: noWords,
		flags: func(_ *command, fs *flag.FlagSet) {
			fs.StringVar(&version, "gopls", "", "the `version` of gopls, such as v0.21.1 (default the newest that the local Go builds)")
			fs.Lookup("o").Usage = "the `path` of the executable (default gopls-respvet where go install puts executables)"
		},
		run: func(c *command, _ *flag.FlagSet, _ []string) (int, error) {
			o := gopls.Options{Log: c.stderr, Version: version}
			if c.output != "" {
				o.Output = c.abs(c.output)
			}
			ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
			defer stop()
			exe, err := gopls.Build(ctx, o)
			if err != nil {
				return 0, err
			}
			fmt.Fprintln(c.stdout, exe)
			return exitClean, nil
		},
	}
}
