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
		if k := tables()[older]; k != nil {
			if len(k.retriers) == 0 || len(k.contexts) > 0 {
				return ""
			}
			return older
		}
	}
	return ""
}

// maxVersion bounds the major versions that are looked for: no library of the model has a
// tenth of so many.
const maxVersion = 100
