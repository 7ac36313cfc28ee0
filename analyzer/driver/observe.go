package driver

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"github.com/respvet/respvet/analyzer/observe"
	"github.com/respvet/respvet/passes/responses/route"
	"github.com/respvet/respvet/passes/routes"
)

// observeFormats are the values of -format for `respvet observe`.
var observeFormats = map[string]func(io.Writer, *service, *observe.Report) error{
	"text":     func(w io.Writer, _ *service, rep *observe.Report) error { return rep.WriteText(w) },
	"json":     func(w io.Writer, _ *service, rep *observe.Report) error { return rep.WriteJSON(w) },
	"markdown": func(w io.Writer, _ *service, rep *observe.Report) error { return rep.WriteMarkdown(w) },
	"html":     writeObservedPage,
}

// writeObservedPage writes the page of routes, with how often each answer was seen.
func writeObservedPage(w io.Writer, s *service, rep *observe.Report) error {
	for i, r := range rep.Routes { // one a route, in the same order
		for j, a := range s.Routes[i].Answers {
			for _, t := range r.Answers {
				if t.Status == a.Status {
					s.Routes[i].Answers[j].seen = &t.Seen
				}
			}
		}
	}
	return writePage(w, s, rep)
}

// Unseen reports whether an answer was looked for, and never seen.
func (a answerPlace) Unseen() bool { return a.seen != nil && *a.seen == 0 }

// SeenText says how often it was seen, "" if it was not looked for.
func (a answerPlace) SeenText() string {
	switch {
	case a.seen == nil:
		return ""
	case *a.seen == 0:
		return "never seen"
	}
	return fmt.Sprintf("seen %d×", *a.seen)
}

func observeCommand() *subcommand {
	return &subcommand{
		name: "observe", args: "[packages] -- go test ./...",
		about: []string{"run a command, and compare the responses that it sends with those that are",
			"predicted (-format text, json, markdown or html)"},
		takes: append([]string{"format", "o"}, judging...), rules: true, behind: true,
		formats: slices.Sorted(maps.Keys(observeFormats)),
		run: func(c *command, _ *flag.FlagSet, args []string) (int, error) {
			return c.observe(args, c.behind)
		},
	}
}

// observe runs a command that builds with a standard library which records, and
// prints how what was seen and what is predicted differ. The status is the command's.
func (c *command) observe(patterns, run []string) (status int, err error) {
	print := observeFormats[c.format]
	if print == nil {
		return 0, unknownFormat(c.format, slices.Sorted(maps.Keys(observeFormats)))
	}
	if len(run) == 0 {
		return 0, errors.New(`observe runs a command, as in "respvet observe -- go test ./...", and none is named`)
	}
	if err := observe.CheckArgs(run); err != nil {
		return 0, err
	}
	toolchain, overlay, err := c.overlay()
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, overlay.Remove()) }()
	failure, status, err := c.runObserved(overlay, run)
	if err != nil {
		return 0, err
	}
	responses, requests, err := overlay.Read()
	// Here already: an interrupt from now on ends respvet.
	if err := errors.Join(err, overlay.Remove()); err != nil {
		return 0, err
	}
	units, trouble := c.routeUnits(patterns)
	if in := (*incomplete)(nil); trouble != nil && !errors.As(trouble, &in) {
		return 0, trouble
	}
	s := c.answers(units)
	rep := observe.Join(c.predicted(s, units), c.dir, responses, requests)
	rep.Go, rep.Command, rep.Failed = toolchain.GOVERSION, strings.Join(run, " "), failure
	if len(responses) == 0 && len(requests) == 0 {
		fmt.Fprintln(c.stderr, "respvet: nothing was seen: the command built or ran nothing that uses net/http, or with another Go")
	}
	if err := c.write(func(w io.Writer) error { return print(w, s, rep) }); err != nil {
		return 0, err
	}
	if status != exitClean && trouble != nil { // the status is the command's
		for line := range strings.Lines(trouble.Error()) {
			fmt.Fprintf(c.stderr, "respvet: %s\n", printable(strings.TrimSuffix(line, "\n")))
		}
		trouble = nil
	}
	return status, trouble
}

// overlay makes the standard library that records, for the Go in use.
func (c *command) overlay() (*observe.Toolchain, *observe.Overlay, error) {
	output := func(args ...string) (string, error) {
		cmd, err := c.goCommand(args)
		if err != nil {
			return "", err
		}
		var stderr strings.Builder
		cmd.Stderr = &stderr
		out, err := cmd.Output()
		if err != nil {
			return "", &goError{args[0], err, strings.Split(strings.TrimSpace(stderr.String()), "\n")}
		}
		return string(out), nil
	}
	env, err := output(observe.EnvArgs...)
	if err != nil {
		return nil, nil, err
	}
	t := new(observe.Toolchain)
	if err := json.Unmarshal([]byte(env), t); err != nil {
		return nil, nil, fmt.Errorf("go env: %v", err)
	}
	dirs, err := output(slices.Concat([]string{"list", "-m", "-f", "{{.Dir}}"})...)
	if err != nil {
		return nil, nil, err
	}
	roots := strings.FieldsFunc(dirs, func(r rune) bool { return r == '\n' || r == '\r' })
	if len(roots) == 0 {
		return nil, nil, errors.New("observe runs in a module, and there is no go.mod")
	}
	overlay, err := observe.New(t, roots)
	return t, overlay, err
}

// runObserved runs the command. Its output goes to stderr, so that stdout has the
// report alone. An interrupt ends the command and not respvet; that a server ends by
// one is no failure, that a test does is.
func (c *command) runObserved(overlay *observe.Overlay, run []string) (failure string, status int, err error) {
	name := run[0]
	if name == "go" && overlay.Go() != "" {
		name = overlay.Go()
	}
	cmd := exec.Command(name, run[1:]...)
	cmd.Dir = c.dir
	cmd.Env = overlay.Env(append(os.Environ(), "PWD="+c.dir))
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, c.stderr, c.stderr
	ownGroup(cmd)
	interrupts := make(chan os.Signal, 1)
	signal.Notify(interrupts, os.Interrupt, syscall.SIGTERM)
	defer signal.Stop(interrupts)
	if err := cmd.Start(); err != nil {
		return "", 0, err
	}
	ended, cancel := context.WithCancel(context.Background())
	interrupted := make(chan bool, 1)
	go func() {
		was := false
		defer func() { interrupted <- was }()
		for {
			select {
			case s := <-interrupts:
				was = true
				signalGroup(cmd, s)
			case <-ended.Done():
				return
			}
		}
	}()
	err = cmd.Wait()
	cancel()
	was := <-interrupted
	exit := (*exec.ExitError)(nil)
	if err != nil && !errors.As(err, &exit) {
		return "", 0, err
	}
	if exit == nil || was && !(len(run) > 1 && run[1] == "test") {
		return "", exitClean, nil
	}
	if status = exit.ExitCode(); status <= 0 { // a signal's
		status = 1
	}
	return exit.Error(), status, nil
}

// predicted is a service as it is held against what is seen.
func (c *command) predicted(s *service, units map[string]routes.Unit) *observe.Service {
	out := &observe.Service{Name: s.Name}
	adapted := make(map[string][]int) // what functions of a signature answer that adapters run
	for _, u := range units {
		for _, f := range u.Routing.Functions {
			for _, r := range f.Replies {
				adapted[f.Adapted] = append(adapted[f.Adapted], r.Code)
			}
		}
	}
	for _, pkg := range slices.Sorted(maps.Keys(units)) {
		u := units[pkg]
		handlers := make(map[string]*route.Handler)
		for _, h := range u.Routing.Handlers {
			handlers[h.Name] = h
		}
		for _, f := range u.Routing.Functions {
			from, to := u.Places[f.Pos], u.Places[f.End]
			file, line, _ := parsePosition(from, "")
			_, last, _ := parsePosition(to, "")
			fn := &observe.Function{Name: f.Name, Shown: shorten(f.Name), Declared: c.shown(from), File: filepath.ToSlash(file), From: line, To: last, FromCallers: f.FromCallers, Returns: f.Returns}
			replies := f.Replies
			for _, sig := range f.Adapts {
				fn.Sends = append(fn.Sends, adapted[sig]...)
			}
			if h := handlers[f.Name]; h != nil {
				fn.Handler, fn.Unread, replies = true, h.Unread, h.Replies
			}
			for _, r := range replies {
				fn.Answers = append(fn.Answers, observe.Answer{Status: r.Code, API: r.API, Place: c.shown(u.Places[r.Pos])})
			}
			out.Functions = append(out.Functions, fn)
		}
	}
	for _, r := range s.Routes {
		t := &observe.Route{Method: r.Method, Path: r.display(), Whole: r.Whole, Handler: orUnknown(r.Handler), Handlers: r.functions,
			Registered: r.Registered, Operation: r.Operation, Statuses: numbers(r.Statuses), Unread: r.Unread}
		for _, a := range r.Answers {
			t.Answers = append(t.Answers, observe.RouteAnswer{Answer: observe.Answer{Status: a.Status, API: a.API, Place: a.Place}, Documented: a.Documented})
		}
		out.Routes = append(out.Routes, t)
	}
	return out
}

// numbers returns the statuses that a list names by number: 4XX and default are none.
func numbers(statuses string) (codes []int) {
	for _, name := range strings.FieldsFunc(statuses, func(r rune) bool { return r == ',' || r == ';' || r == ' ' }) {
		var code int
		if _, err := fmt.Sscanf(name, "%d", &code); err == nil && fmt.Sprint(code) == name {
			codes = append(codes, code)
		}
	}
	return codes
}
