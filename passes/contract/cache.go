package contract

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// Go vet starts a process for each package, and each would read the document
// anew. A large one is therefore kept in the user's cache, reduced to what
// readDocument makes of it. Keys are hashes of what was read, so that nothing in
// there is ever out of date; whatever goes wrong with the cache, the document is
// read again. JSON does for the form: schemas hold patterns, which gob refuses.
const (
	cacheForm  = "openapi-2" // to be raised with any change of what is kept, or of how it is read
	cacheFrom  = 16 << 10    // bytes; smaller documents are read as fast
	cacheUntil = 30 * 24 * time.Hour
)

// A kept document begins with a line for its files, all that it was read from, so
// that the rest is only read where somebody asks for an operation.
type kept struct {
	Operations []*Operation
	Schemas    []*Schema
	Bodies     [][]int // for each response of each operation: an index into Schemas, or -1
}

type keptFile struct {
	Name string // relative to the module, with slashes
	Sum  [sha256.Size]byte
}

// document is readDocument, from the cache if that has it.
func (l *loader) document(file string) (*Document, []string, []*Mistake) {
	data, err := l.ReadUpTo(file, maxDocument)
	if err != nil || len(data) < cacheFrom || len(data) > maxDocument {
		return l.readDocument(file)
	}
	sum := sha256.Sum256(data)
	key := fmt.Sprintf("%s-%x.json", cacheForm, sha256.Sum256(fmt.Appendf(nil, "%q %x", l.Shown(file), sum)))
	if doc, files := l.cached(key, file, sum); doc != nil {
		return doc, files, nil
	}
	doc, files, mistakes := l.readDocument(file)
	if len(mistakes) == 0 {
		l.keep(key, doc, files)
	}
	return doc, files, mistakes
}

// cacheDir returns the directory of the cache, "" if there is none to be had.
func cacheDir() string {
	dir, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "respvet")
}

// cached returns a kept document and its files, nil if one of them has changed.
func (l *loader) cached(key, file string, sum [sha256.Size]byte) (*Document, []string) {
	dir := cacheDir()
	if dir == "" {
		return nil, nil
	}
	f, err := os.Open(filepath.Join(dir, key))
	if err != nil {
		return nil, nil
	}
	defer f.Close()
	var from []keptFile
	line, err := bufio.NewReader(f).ReadBytes('\n')
	if err != nil || json.Unmarshal(line, &from) != nil || len(from) == 0 {
		return nil, nil
	}
	var files []string
	for _, f := range from {
		name := filepath.Join(l.Root, filepath.FromSlash(f.Name))
		files = append(files, name)
		if name == file && f.Sum == sum {
			continue
		}
		if now, err := l.sum(name); err != nil || now != f.Sum {
			return nil, nil
		}
	}
	again := &loader{Files: l.Files}
	return &Document{File: l.Shown(file), decode: func() []*Operation {
		if ops, ok := decoded(filepath.Join(dir, key)); ok {
			return ops
		}
		doc, _, _ := again.readDocument(file)
		return doc.operations
	}}, files
}

// decoded returns the operations of a kept document.
func decoded(name string) ([]*Operation, bool) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, false
	}
	_, data, _ = bytes.Cut(data, []byte("\n"))
	var k *kept
	if json.Unmarshal(data, &k) != nil || k == nil || len(k.Bodies) != len(k.Operations) {
		return nil, false
	}
	for i, op := range k.Operations {
		if op == nil || len(k.Bodies[i]) != len(op.Responses) {
			return nil, false
		}
		for j, body := range k.Bodies[i] {
			if body >= 0 && body < len(k.Schemas) {
				op.Responses[j].Schema = k.Schemas[body]
			}
		}
	}
	return k.Operations, true
}

// sum hashes a file as far as a document may go.
func (l *loader) sum(file string) (sum [sha256.Size]byte, err error) {
	data, err := l.ReadUpTo(file, maxDocument)
	return sha256.Sum256(data), err
}

// keep writes a document to the cache, in one step: other processes read it at
// any time. Old ones go, so that it does not grow for ever.
func (l *loader) keep(key string, doc *Document, files []string) {
	dir := cacheDir()
	if dir == "" || os.MkdirAll(dir, 0o700) != nil {
		return
	}
	var from []keptFile
	k := kept{Operations: doc.operations}
	for _, file := range files {
		rel, err := filepath.Rel(l.Root, file)
		if err != nil {
			return
		}
		sum, err := l.sum(file)
		if err != nil {
			return
		}
		from = append(from, keptFile{filepath.ToSlash(rel), sum})
	}
	indices := make(map[*Schema]int)
	for _, op := range doc.operations {
		bodies := []int{}
		for _, r := range op.Responses {
			i, ok := indices[r.Schema]
			switch {
			case r.Schema == nil:
				i = -1
			case !ok:
				i = len(k.Schemas)
				indices[r.Schema] = i
				k.Schemas = append(k.Schemas, r.Schema)
			}
			bodies = append(bodies, i)
		}
		k.Bodies = append(k.Bodies, bodies)
	}
	head, err := json.Marshal(from)
	if err != nil {
		return
	}
	data, err := json.Marshal(k)
	if err != nil {
		return
	}
	f, err := os.CreateTemp(dir, "new-*")
	if err != nil {
		return
	}
	_, err = f.Write(slices.Concat(head, []byte("\n"), data))
	if f.Close() != nil || err != nil || os.Rename(f.Name(), filepath.Join(dir, key)) != nil {
		os.Remove(f.Name())
		return
	}
	prune(dir)
}

// prune removes what has not been written for long.
func prune(dir string) {
	entries, _ := os.ReadDir(dir)
	for _, e := range entries {
		if info, err := e.Info(); err == nil && info.Mode().IsRegular() && time.Since(info.ModTime()) > cacheUntil {
			os.Remove(filepath.Join(dir, e.Name()))
		}
	}
}
