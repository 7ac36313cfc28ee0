package route

import (
	"go/constant"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// flat returns the elements of a list, or what is none.
func flat(v origin.Value) (out origin.Value) {
	for _, t := range v {
		if t.Op == origin.Object {
			for _, f := range t.Fields {
				out = append(out, f.Value...)
			}
			continue
		}
		out = append(out, t)
	}
	return out
}

// pathOf returns the parts of the path that a call adds to its router's. In front of
// them stands a joint, where one slash is between the two however many there are;
// some routers add a path as it is.
func (r *registrar) pathOf(rt *httpmodel.Route, call *ssa.Call, row *row) []origin.Value {
	path := r.texts(rt.Path, call, row)
	if rt.Below {
		path = slices.Concat(path, known(joint+"*"))
	}
	if rt.Plain || len(path) == 0 {
		return path
	}
	return slices.Concat(known(joint), path)
}

const joint = "\x00"

// slashes are several where path.Join has left one, and where routers see one.
var slashes = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`//+`) })

// known returns the one part of a text that is known.
func known(text string) []origin.Value {
	return []origin.Value{{{Op: origin.Const, Const: constant.MakeString(text)}}}
}

// prefixes returns the paths of a list of parts as others are put below them.
func prefixes(parts []origin.Value) []string {
	all := spell(parts)
	if jointed(parts) {
		for i, path := range all {
			all[i] = rooted(path)
		}
	}
	return all
}

// jointed reports whether a path begins with a joint.
func jointed(parts []origin.Value) bool {
	return len(parts) > 0 && strings.HasPrefix(alternatives(parts[:1])[0], joint)
}

// rooted returns a path that begins with a slash, or a host, as a router sees it.
func rooted(path string) string {
	if i := strings.IndexByte(path, '/'); path != "" && (i < 0 || path[:i] == Unread || !strings.Contains(path[:i], ".") && i > 0) {
		return "/" + path
	}
	return path
}

// spell returns the paths that a list of parts may give.
func spell(parts []origin.Value) []string {
	all := alternatives(parts)
	for i, s := range all {
		path, rest, _ := strings.Cut(s, joint)
		for part := range strings.SplitSeq(rest, joint) {
			path = joinPath(path, part)
		}
		all[i] = slashes().ReplaceAllString(path, "/")
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// alternatives returns the texts that a list of parts may give.
func alternatives(parts []origin.Value) []string {
	const most = 16
	all := []string{""}
	for _, v := range parts {
		ss := []string{}
		for _, t := range v {
			ss = append(ss, spellTerm(t)...)
		}
		if len(ss) == 0 {
			ss = []string{Unread}
		}
		var next []string
		for _, a := range all {
			for _, s := range ss {
				if len(next) < most {
					next = append(next, a+s)
				}
			}
		}
		all = next
	}
	return all
}

func spellTerm(t *origin.Term) []string {
	if ss, exact := (origin.Value{t}).Strings(); exact {
		return ss
	}
	if t.Op == origin.Concat {
		return alternatives(t.Args)
	}
	return []string{Unread}
}
