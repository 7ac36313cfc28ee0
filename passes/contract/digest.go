package contract

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"hash"
	"io"
	"os"
	"slices"
	"sync"
	"time"

	"github.com/respvet/respvet/passes/internal/conf"
)

// Drivers keep results, and know of Go files only. What decides findings besides
// goes into their keys as a digest.

// Project returns the directory of the go.work file above a directory, else that
// of the go.mod file, else "".
func Project(dir string) string {
	if work := conf.Above(dir, "go.work"); work != "" {
		return work
	}
	return conf.Above(dir, "go.mod")
}

// Digest sums up the files that can bear on any package of the project that a
// directory belongs to. Outside of a project, where everything below the
// directory may be the whole disk, only $RESPVET_CONFIG counts.
func Digest(dir string) [sha256.Size]byte {
	root := Project(dir)
	if root == "" && os.Getenv(conf.Variable) == "" {
		return [sha256.Size]byte{}
	}
	return digest(Files(cmp.Or(root, dir)))
}

// digest sums up names and contents: a config that moves means something else.
func digest(files []string) (sum [sha256.Size]byte) {
	h := sha256.New()
	for _, name := range files {
		fmt.Fprintf(h, "%q\n", name)
		if err := hashFile(h, name); err != nil {
			// The analysis reports the file; that it cannot be read is one more
			// state that results depend on.
			fmt.Fprintf(h, "%v\n", err)
		}
	}
	h.Sum(sum[:0])
	return sum
}

func hashFile(h hash.Hash, name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = io.Copy(h, f)
	return err
}

// A Watch sums up the configuration of single packages, again and again. It reads
// files only when they have changed. The zero Watch is ready for use, by several
// goroutines.
type Watch struct {
	mu    sync.Mutex
	known map[seat]*watched
}

// A seat is what the configuration of a package follows from: two packages of a
// workspace may share a config, and each have an OpenAPI document.
type seat struct {
	conf.Place
	module string
}

// What a Watch remembers of one config.
type watched struct {
	stamps []stamp
	sum    [sha256.Size]byte
}

// A stamp tells a file that has changed from one that has not. That of a file
// which is not there has but a name.
type stamp struct {
	name string
	size int64
	time time.Time
}

func stampOf(name string) stamp {
	info, err := os.Stat(name)
	if err != nil {
		return stamp{name: name}
	}
	return stamp{name, info.Size(), info.ModTime()}
}

// Digest sums up the files that bear on the Go files in an absolute directory.
func (w *Watch) Digest(dir string) [sha256.Size]byte {
	p, mistake := conf.Find(dir)
	if mistake != nil {
		return sha256.Sum256([]byte(mistake.Error()))
	}
	at := seat{p, conf.Above(dir, "go.mod")}
	w.mu.Lock()
	defer w.mu.Unlock()
	if old := w.known[at]; old != nil && !slices.ContainsFunc(old.stamps, func(s stamp) bool { return s != stampOf(s.name) }) {
		return old.sum
	}
	var files []string
	visitConfig(dir, dir, func(l *loader) { files = l.Looked })
	if at.module != "" {
		files = append(files, usualFiles(at.module)...) // one may appear before the one in use
	}
	slices.Sort(files)
	files = slices.Compact(files)
	now := &watched{}
	for _, name := range files {
		now.stamps = append(now.stamps, stampOf(name)) // before it is read
	}
	now.sum = digest(files)
	if w.known == nil {
		w.known = make(map[seat]*watched)
	}
	w.known[at] = now
	return now.sum
}
