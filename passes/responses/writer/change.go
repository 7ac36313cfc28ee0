package writer

import (
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/http"
	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/syntax"
	"github.com/respvet/respvet/passes/responses/summary"
	"github.com/respvet/respvet/passes/valueflow"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// A Change is a header or a status that an instruction sets for certain.
type Change struct {
	Writer valueflow.Loc
	Api    string
	Header string
	Status origin.Value // nil for a header
}

// Changes returns the headers and the statuses that an instruction sets for
// certain, through one writer each, the statuses first.
func (p *Writers) Changes(instr ssa.Instruction) []Change {
	switch instr := instr.(type) {
	case *ssa.MapUpdate:
		if w, ok := p.HeaderOf(instr.Map); ok {
			if key, ok := ssautil.StringConst(instr.Key); ok {
				return []Change{{Writer: w, Api: "the header map", Header: http.CanonicalHeaderKey(key)}}
			}
		}
	case *ssa.Call:
		if row := p.Flow.Row(&instr.Call); row != nil {
			return p.rowChanges(row, instr)
		}
		return p.helperChanges(instr)
	}
	return nil
}

func (p *Writers) rowChanges(row *httpmodel.Row, call *ssa.Call) []Change {
	r := row.Response
	if r == nil || r.Writer >= len(call.Call.Args)+1 {
		return nil
	}
	args := ssautil.Args(&call.Call)
	if r.Writer >= len(args) {
		return nil
	}
	c := Change{Api: p.summaries.APIName(row)}
	var ok bool
	switch r.Kind {
	case httpmodel.SetHeader, httpmodel.AddHeader:
		keys, exact := p.Flow.EvalCall(r.Key, call).Strings()
		if !exact || len(keys) != 1 {
			return nil // a trailer, perhaps
		}
		c.Header = http.CanonicalHeaderKey(keys[0])
		c.Writer, ok = p.HeaderOf(args[r.Writer])
		if !ok {
			c.Writer, ok = p.writerOf(args[r.Writer])
		}
	case httpmodel.Status, httpmodel.SetStatus, httpmodel.Complete, httpmodel.Redirect:
		c.Writer, ok = p.writerOf(args[r.Writer])
		c.Status = p.Flow.EvalCall(r.Status, call)
		if keepsStatus(c.Status) || p.summaries.GoesOn(r, call) {
			if r.ContentType == "" {
				return nil
			}
			c.Status, c.Header = nil, "Content-Type"
		}
	}
	if !ok {
		return nil
	}
	return []Change{c}
}

// helperChanges returns what a helper sets on all its ways to return.
func (p *Writers) helperChanges(call *ssa.Call) []Change {
	e := p.Index.Call(call.Pos())
	targets := p.Flow.Targets(call)
	if e == nil || len(targets) != 1 {
		return nil
	}
	t := targets[0]
	rows := t.Rows()
	if len(rows) == 0 {
		return nil
	}
	var statuses, headers []Change
	for _, eff := range rows[0].Effects {
		path, member, ok := CutMember(t.Bind(eff.Path))
		if !ok || eff.Index >= len(t.Args) || !slices.ContainsFunc(rows[0].Effects, certain(eff)) ||
			slices.ContainsFunc(rows[1:], func(r origin.Row) bool { return !slices.ContainsFunc(r.Effects, certain(eff)) }) {
			continue
		}
		ws := p.Flow.Descend(p.Flow.Roots(t.Args[eff.Index]), path)
		if len(ws) != 1 || !p.summaries.IsWriter(p.summaries.Wrapped(ws[0])) {
			continue
		}
		c := Change{Writer: ws[0], Api: syntax.Name(e.Fun)}
		if member == valueflow.MemStatus {
			for _, r := range rows { // one on each way
				for _, other := range r.Effects {
					if other.Index == eff.Index && other.Path == eff.Path {
						c.Status = origin.Union(c.Status, t.Subst(other.Value))
					}
				}
			}
			if !keepsStatus(c.Status) {
				statuses = append(statuses, c)
			}
			continue
		}
		if c.Header = strings.TrimPrefix(member, valueflow.MemHeader+"."); !strings.HasPrefix(c.Header, "[") {
			headers = append(headers, c)
		}
	}
	return append(statuses, headers...)
}

// HeaderOf returns the writer whose header map a value is.
func (p *Writers) HeaderOf(v ssa.Value) (valueflow.Loc, bool) {
	ls := p.Flow.Roots(v)
	if len(ls) != 1 {
		return valueflow.Loc{}, false
	}
	path, ok := strings.CutSuffix(ls[0].Path, valueflow.MemHeader)
	w := valueflow.Loc{Root: ls[0].Root, Path: path}
	return w, ok && p.summaries.IsWriter(p.summaries.Wrapped(w))
}

// keepsStatus reports whether a status may be the one that was set before.
func keepsStatus(v origin.Value) bool {
	codes, _ := v.Ints()
	return len(v) == 0 || slices.ContainsFunc(codes, Informational) || slices.ContainsFunc(v, func(t *origin.Term) bool {
		return t.Op == origin.Unknown || strings.HasSuffix(t.Path, valueflow.MemStatus)
	})
}

// writerOf returns the one writer that a value is.
func (p *Writers) writerOf(v ssa.Value) (valueflow.Loc, bool) {
	ls := p.Flow.Roots(v)
	if len(ls) != 1 || summary.IndexHeader(ls[0].Path) >= 0 || !p.summaries.IsWriter(p.summaries.Wrapped(ls[0])) {
		return valueflow.Loc{}, false
	}
	return ls[0], true
}

// certain returns a test for an effect at the place of another that is not, on
// some path, what the place was before.
func certain(at origin.Effect) func(origin.Effect) bool {
	return func(e origin.Effect) bool {
		return e.Index == at.Index && e.Path == at.Path && len(e.Value) > 0 &&
			!slices.ContainsFunc(e.Value, func(t *origin.Term) bool {
				return t.Op == origin.Unknown || t.Op == origin.Param && t.Index == at.Index && t.Path == at.Path
			})
	}
}

// CutMember splits the path of an effect into that of the writer and the status
// or header of it that is set.
func CutMember(path string) (writer, member string, ok bool) {
	if w, found := strings.CutSuffix(path, valueflow.MemStatus); found {
		return w, valueflow.MemStatus, true
	}
	i := summary.IndexHeader(path)
	if i < 0 || len(path) == i+len(valueflow.MemHeader) {
		return "", "", false
	}
	return path[:i], path[i:], true
}

// Informational reports whether the response proper follows a status.
func Informational(code int) bool {
	return 100 <= code && code < 200 && code != http.StatusSwitchingProtocols
}
