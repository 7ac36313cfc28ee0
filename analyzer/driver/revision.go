package driver

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"
)

// A commit is that which a line comes from.
type commit struct {
	ID      string `json:"id"`
	Author  string `json:"author"`
	Date    string `json:"date"` // of the author, as in RFC 3339
	Subject string `json:"subject"`
}

func (c *commit) short() string { return c.ID[:min(len(c.ID), 10)] }

// git runs git in the directory of the run. It fetches nothing, not even what a partial
// clone lacks, and runs no hooks and no filters of large files.
func (c *command) git(ctx context.Context, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, "git", slices.Concat([]string{"-c", "core.hooksPath=" + os.DevNull, "-c", "protocol.allow=never", "-c", "core.quotePath=false"}, args)...)
	cmd.Dir = c.dir
	cmd.Env = append(os.Environ(), "PWD="+c.dir, "GIT_LFS_SKIP_SMUDGE=1", "GIT_NO_LAZY_FETCH=1", "GIT_TERMINAL_PROMPT=0", "LC_ALL=C")
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if errors.Is(err, exec.ErrNotFound) {
		return "", errors.New("git is not in $PATH")
	}
	if err != nil {
		first, _, _ := strings.Cut(strings.TrimSpace(stderr.String()), "\n")
		return "", fmt.Errorf("git %s: %v: %s", args[0], err, first)
	}
	return strings.TrimRight(string(out), "\n"), nil
}

// resolve returns the commit of a revision. "main..." is where this branch left main.
func (c *command) resolve(ctx context.Context, rev string) (string, error) {
	if base, ok := strings.CutSuffix(rev, "..."); ok {
		id, err := c.git(ctx, "merge-base", base, "HEAD")
		if err != nil {
			return "", fmt.Errorf("%q: no common commit with HEAD: %w", rev, err)
		}
		return id, nil
	}
	id, err := c.git(ctx, "rev-parse", "--verify", "--quiet", rev+"^{commit}")
	if err != nil {
		return "", fmt.Errorf("unknown revision %q, allowed: a revision that git knows here, or a file that ends in .json", rev)
	}
	return id, nil
}

// atRevision calls f with a command like this one in a checkout of a commit, which is
// removed again, also where a signal ends the run.
func (c *command) atRevision(rev string, f func(*command) error) (err error) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	defer func() {
		if ctx.Err() != nil {
			err = errors.New("interrupted")
		}
	}()
	top, err := c.git(ctx, "rev-parse", "--show-toplevel")
	if err != nil {
		return err
	}
	id, err := c.resolve(ctx, rev)
	if err != nil {
		return err
	}
	dir, err := filepath.EvalSymlinks(c.dir)
	if err != nil {
		return err
	}
	rel, err := filepath.Rel(filepath.FromSlash(top), dir)
	if err != nil || !filepath.IsLocal(rel) {
		return fmt.Errorf("%s is not below %s", c.dir, top)
	}
	temp, err := os.MkdirTemp("", "respvet")
	if err != nil {
		return err
	}
	tree := filepath.Join(temp, filepath.Base(top))
	defer func() {
		// Not with the context: it may be what has ended the run.
		_, removal := c.git(context.Background(), "worktree", "remove", "--force", tree)
		os.RemoveAll(temp)
		if removal != nil {
			c.git(context.Background(), "worktree", "prune")
		}
	}()
	if _, err := c.git(ctx, "worktree", "add", "--detach", "--quiet", tree, id); err != nil {
		return err
	}
	old := *c
	old.ctx, old.dir = ctx, filepath.Join(tree, rel)
	old.tool, old.build, old.replaced = slices.Clone(c.tool), slices.Clone(c.build), maps.Clone(c.replaced)
	if _, err := os.Stat(old.dir); err != nil {
		return fmt.Errorf("%s is not there at %s", rel, rev)
	}
	if err := f(&old); err != nil {
		if ctx.Err() == nil {
			fmt.Fprintf(c.stderr, "respvet: at %s:\n", rev) // above what may be many lines
		}
		return err
	}
	return nil
}

// blame returns the commit of a line, nil if git knows none: the line is not committed.
func (c *command) blame(place string) *commit {
	file, line, _ := parsePosition(place, c.dir)
	if line < 1 {
		return nil
	}
	out, err := c.git(context.Background(), "blame", "--porcelain", "-L", fmt.Sprintf("%d,%[1]d", line), "--", file)
	if err != nil {
		return nil
	}
	id, _, _ := strings.Cut(out, " ")
	if strings.Trim(id, "0") == "" {
		return nil
	}
	found := &commit{ID: id}
	for l := range strings.Lines(out) {
		key, value, _ := strings.Cut(strings.TrimSuffix(l, "\n"), " ")
		switch key {
		case "author":
			found.Author = value
		case "author-time":
			var seconds int64
			fmt.Sscan(value, &seconds)
			found.Date = time.Unix(seconds, 0).UTC().Format(time.RFC3339)
		case "summary":
			found.Subject = value
		}
	}
	return found
}
