package handler

import (
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/responses/summary"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// Which part of a request a value is made of.

// comesFrom returns what it would tell if a value could not be parsed.
func (p *Handlers) comesFrom(v ssa.Value, depth int) summary.Condition {
	if depth > summary.MaxDepth {
		return summary.NoCondition
	}
	switch {
	case isMember(v, "net/http", "Request", "Body"), httpmodel.IsRequest(v.Type()) && depth == 0:
		return summary.BadBody
	case isMember(v, "net/http", "Response", "Body"):
		return summary.BrokenResponse
	case isPath(v):
		return summary.BadPath
	}
	if t := p.parameter(v); t != summary.NoCondition {
		return t
	}
	switch v := ssautil.OnlyStored(v).(type) {
	case *ssa.Const, *ssa.Global, *ssa.Parameter, *ssa.FreeVar, *ssa.Phi:
		return summary.NoCondition
	case *ssa.Alloc:
		return summary.NoCondition // what is decoded into
	case *ssa.Call:
		if !p.returnsInput(v) {
			return summary.NoCondition
		}
		return p.operandsFrom(v, depth)
	case ssa.Instruction:
		return p.operandsFrom(v, depth)
	}
	return summary.NoCondition
}

// operandsFrom returns what it would tell if one of an instruction's operands could
// not be parsed.
func (p *Handlers) operandsFrom(instr ssa.Instruction, depth int) summary.Condition {
	for _, op := range instr.Operands(nil) {
		if *op != nil {
			if t := p.comesFrom(*op, depth+1); t != summary.NoCondition {
				return t
			}
		}
	}
	return summary.NoCondition
}

// returnsInput reports whether the result of a call is made of what it is given. What is
// kept under a key that a client names, in a database or behind an interface, is not
// the client's.
func (p *Handlers) returnsInput(call *ssa.Call) bool {
	fn := ssautil.Callee(&call.Call)
	switch {
	case fn == nil || fn.Pkg() == nil:
		_, builtin := call.Call.Value.(*ssa.Builtin)
		return builtin
	case p.Flow.Row(&call.Call) != nil:
		return true
	case fn.Pkg() != p.Pass.Pkg && !strings.Contains(fn.Pkg().Path(), "."):
		return fn.Pkg().Path() != "database/sql" && fn.Pkg().Path() != "os"
	case call.Call.IsInvoke():
		return false
	}
	for _, t := range p.Flow.Targets(call) {
		for _, r := range t.Rows() {
			if slices.ContainsFunc(r.Results, mentionsParam) {
				return true
			}
		}
	}
	return false
}

// mentionsParam reports whether a value is made of a parameter.
func mentionsParam(v origin.Value) bool {
	return slices.ContainsFunc(v, func(t *origin.Term) bool {
		return t.Op == origin.Param || slices.ContainsFunc(t.Args, mentionsParam)
	})
}
