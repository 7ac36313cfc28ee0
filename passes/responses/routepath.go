package responses

import (
	"go/constant"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/valueflow"
)

// pathless reports whether a registration adds nothing to the path of its router.
func (g registering) pathless() bool { return strings.Join(spell(g.path), "") == "" }

// flat returns the elements of a list, or what is none.
func flat(v valueflow.Value) (out valueflow.Value) {
	for _, t := range v {
		if t.Op == valueflow.Object {
			for _, f := range t.Fields {
				out = append(out, f.Value...)
			}
			continue
		}
		out = append(out, t)
	}
	return out
}

// below puts the parts of a path below those of another one. Between them stands
// a joint, for which a slash that both have there counts once.
func below(prefix, path []valueflow.Value) []valueflow.Value {
	if len(prefix) == 0 || len(path) == 0 {
		return slices.Concat(prefix, path)
	}
	return slices.Concat(prefix, []valueflow.Value{{{Op: valueflow.Const, Const: constant.MakeString(joint)}}}, path)
}

const joint = "\x00"

// spell returns the paths that a list of parts may give.
func spell(parts []valueflow.Value) []string {
	all := alternatives(parts)
	for i, s := range all {
		path := ""
		for part := range strings.SplitSeq(s, joint) {
			path = joinPath(path, part)
		}
		all[i] = path
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// alternatives returns the texts that a list of parts may give.
func alternatives(parts []valueflow.Value) []string {
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

func spellTerm(t *valueflow.Term) []string {
	if ss, exact := (valueflow.Value{t}).Strings(); exact {
		return ss
	}
	if t.Op == valueflow.Concat {
		return alternatives(t.Args)
	}
	return []string{Unread}
}
