package driver

import (
	"bytes"
	"cmp"
	"encoding/gob"
	"os"
	"reflect"
	"slices"

	"github.com/respvet/respvet/passes/valueflow"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/types/objectpath"
)

// A dependency of megabytes is an SDK that was generated, or has tables in it. Checking its
// types can take longer than all else, and it has no helpers that respond. It is not read,
// but what is known of the packages that it imports has to reach those that import it:
// the methods of their types can be called there.

// large reports whether the source of a dependency is larger than what is read.
func (u *unit) large() bool {
	if !u.VetxOnly || u.main() {
		return false
	}
	size := int64(0)
	for _, name := range u.GoFiles {
		fi, err := os.Stat(name)
		if err != nil {
			return false // unitchecker says so
		}
		size += fi.Size()
	}
	return size > valueflow.MaxRead
}

// passedFact is how x/tools' internal/facts encodes one fact in the file of a package.
type passedFact struct {
	PkgPath string
	Object  objectpath.Path // empty for a fact of the package
	Fact    analysis.Fact
}

// passOn writes the facts of a unit that is not read: those of the objects of its imports.
func (u *unit) passOn(producers []*analysis.Analyzer) error {
	for _, a := range producers {
		for _, f := range a.FactTypes {
			gob.Register(f)
		}
	}
	type key struct {
		pkg  string
		obj  objectpath.Path
		fact reflect.Type
	}
	var all []passedFact
	seen := make(map[key]bool)
	var files []string
	for _, file := range u.PackageVetx {
		files = append(files, file)
	}
	slices.Sort(files)
	for _, file := range files {
		data, err := factsIn(file)
		if err != nil {
			return err
		}
		if len(data) == 0 {
			continue
		}
		var facts []passedFact
		if err := gob.NewDecoder(bytes.NewReader(data)).Decode(&facts); err != nil {
			return err
		}
		for _, f := range facts {
			k := key{f.PkgPath, f.Object, reflect.TypeOf(f.Fact)}
			if f.Object != "" && !seen[k] {
				seen[k] = true
				all = append(all, f)
			}
		}
	}
	var out bytes.Buffer
	if len(all) > 0 {
		slices.SortStableFunc(all, func(a, b passedFact) int {
			return cmp.Or(cmp.Compare(a.PkgPath, b.PkgPath), cmp.Compare(a.Object, b.Object),
				cmp.Compare(reflect.TypeOf(a.Fact).String(), reflect.TypeOf(b.Fact).String()))
		})
		if err := gob.NewEncoder(&out).Encode(all); err != nil {
			return err
		}
	}
	return os.WriteFile(u.VetxOutput, out.Bytes(), 0o666)
}
