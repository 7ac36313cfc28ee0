package httpmodel

import (
	"path"
	"strconv"
	"strings"
)

// Versions of a library: a new major version is a new path.

// versions returns a table for each of the paths at which a library has what is known of it.
func versions(t table, paths ...string) []table {
	tables := make([]table, len(paths))
	for i, path := range paths {
		tables[i] = t
		tables[i].pkg = path
	}
	return tables
}

// TakenFor returns the path of the newest version that is known of a client or a runner of
// which a package has a later one; "" for all other packages.
func TakenFor(importPath string) string {
	older := olderThan(importPath)
	if k := tables()[older]; k == nil || len(k.retriers) == 0 || len(k.contexts) > 0 {
		return ""
	}
	return older
}

// TooNew reports whether a package is of a major version of a framework, of which only older
// ones are known: its handlers are not judged.
func TooNew(importPath string) bool {
	older := olderThan(importPath)
	return older != "" && TakenFor(importPath) == ""
}

// olderThan returns the path of the newest version that is known of a library of which a
// package is a later one, and of which that one is not known; "" for all other packages.
func olderThan(importPath string) string {
	base, last := path.Split(importPath)
	n, err := strconv.Atoi(strings.TrimPrefix(last, "v"))
	if err != nil || base == "" || last[0] != 'v' || n < 2 || n > maxVersion || tables()[importPath] != nil {
		return ""
	}
	for n--; n > 0; n-- {
		older := base + "v" + strconv.Itoa(n)
		if n == 1 {
			older = strings.TrimSuffix(base, "/")
		}
		if tables()[older] != nil {
			return older
		}
	}
	return ""
}

// maxVersion bounds the major versions that are looked for: no library of the model has a
// tenth of so many.
const maxVersion = 100
