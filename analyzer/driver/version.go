package driver

import (
	"cmp"
	"errors"
	"flag"
	"fmt"
	"io"
	"runtime"
	"runtime/debug"
	"strings"
)

// versionCommand is `respvet version`.
func versionCommand() *subcommand {
	var modules bool
	return &subcommand{
		name: "version", about: []string{"print the versions of respvet, Go and golang.org/x/tools (-m: of all modules)"},
		words: noWords,
		flags: func(_ *command, fs *flag.FlagSet) {
			fs.BoolVar(&modules, "m", false, "print all of the build information: modules, build tags, the commit")
		},
		run: func(c *command, _ *flag.FlagSet, _ []string) (int, error) {
			info, ok := debug.ReadBuildInfo()
			if !ok {
				return 0, errors.New("this executable has no build information")
			}
			return exitClean, writeVersion(c.stdout, info, modules)
		},
	}
}

// writeVersion prints one line, and with modules what `go version -m` has below it.
func writeVersion(w io.Writer, info *debug.BuildInfo, modules bool) error {
	var b strings.Builder
	fmt.Fprintf(&b, "respvet %s %s golang.org/x/tools %s %s/%s\n", cmp.Or(info.Main.Version, "(devel)"), info.GoVersion,
		moduleVersion(info, "golang.org/x/tools"), runtime.GOOS, runtime.GOARCH)
	if modules {
		for line := range strings.Lines(info.String()) {
			b.WriteString("\t" + line)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func moduleVersion(info *debug.BuildInfo, path string) string {
	for _, m := range info.Deps {
		if m.Path == path {
			if m.Replace != nil {
				m = m.Replace
			}
			return cmp.Or(m.Version, "(devel)")
		}
	}
	return "(none)"
}
