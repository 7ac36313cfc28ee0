package responses

import (
	"go/types"
	pathpkg "path"
	"strings"

	"github.com/respvet/respvet/passes/internal/typeutil"
)

// shortName is Named for code that asks more often.
func (p *producer) shortName(full string) string { return shortName(full, p.packageName) }

func shortName(full string, packageName func(path string) string) string {
	if i, j := strings.IndexByte(full, '['), strings.LastIndexByte(full, ']'); 0 <= i && i < j {
		full = full[:i] + full[j+1:] // the paths in there are of other packages
	}
	bare := strings.TrimLeft(full, "(*")
	slash := strings.LastIndexByte(bare, '/') + 1
	dot := strings.IndexByte(bare[slash:], '.')
	if dot < 0 {
		return full
	}
	path, rest := bare[:slash+dot], bare[slash+dot:]
	if version, after, ok := strings.Cut(rest[1:], "."); ok && isVersion(version) && strings.Contains(path, ".") {
		path, rest = path+"."+version, "."+after // gopkg.in/yaml.v3
	}
	return full[:len(full)-len(bare)] + packageName(path) + rest
}

// packageName returns the name of a package by its path, as it is declared if from
// imports the package, directly or not.
func packageName(from *types.Package, path string) string {
	if from != nil {
		if pkg := typeutil.FindPackage(from, path); pkg != nil {
			return pkg.Name()
		}
	}
	return pkgName(path)
}

// packageName remembers the names of packages that many answers are named by.
func (p *producer) packageName(path string) string {
	name, ok := p.names[path]
	if !ok {
		name = packageName(p.pass.Pkg, path)
		p.names[path] = name
	}
	return name
}

// pkgName returns the name by which code calls a package, as far as its path tells:
// the last element that is no major version.
func pkgName(path string) string {
	dir, name := pathpkg.Split(path)
	if isVersion(name) && dir != "" {
		if name = pathpkg.Base(dir); name+"/" == dir { // resty.dev/v3
			name, _, _ = strings.Cut(name, ".")
		}
	}
	if before, version, ok := cutLast(name, "."); ok && isVersion(version) {
		return before
	}
	return name
}

func cutLast(s, sep string) (before, after string, ok bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}

// isVersion reports whether an element of an import path is a major version: "v4".
func isVersion(s string) bool {
	return len(s) > 1 && s[0] == 'v' && strings.Trim(s[1:], "0123456789") == ""
}
