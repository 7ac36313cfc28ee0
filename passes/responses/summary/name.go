package summary

import (
	"go/types"
	pathpkg "path"
	"strings"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/typeutil"
)

// ShortName is Named for code that asks more often.
func (p *Summaries) ShortName(full string) string { return ShortName(full, p.packageName) }

// ShortName returns the full name of a function or type as code writes it, with a name
// for the package of a path. A method is named by its method expression.
func ShortName(full string, packageName func(path string) string) string {
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
	name := packageName(path) + rest
	if before := full[:len(full)-len(bare)]; before != "(" {
		return before + name
	}
	return strings.Replace(name, ")", "", 1)
}

// PackageName returns the name of a package by its path, as it is declared if from
// imports the package, directly or not.
func PackageName(from *types.Package, path string) string {
	if name := httpmodel.CalledAs(path); name != "" {
		return name
	}
	if from != nil {
		if pkg := typeutil.FindPackage(from, path); pkg != nil {
			return pkg.Name()
		}
	}
	return PkgName(path)
}

// packageName remembers the names of packages that many responses are named by.
func (p *Summaries) packageName(path string) string {
	name, ok := p.names[path]
	if !ok {
		name = PackageName(p.Pass.Pkg, path)
		p.names[path] = name
	}
	return name
}

// PkgName returns the name by which code calls a package, as far as its path tells:
// the last element that is no major version.
func PkgName(path string) string {
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
