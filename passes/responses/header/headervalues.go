package header

import (
	"go/ast"
	"go/token"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/defect"
	"github.com/respvet/respvet/passes/internal/http"
	"github.com/respvet/respvet/passes/responses/handler"
	"github.com/respvet/respvet/passes/responses/writer"
	"github.com/respvet/respvet/passes/valueflow"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// A HeaderValue is a header field of a response that is set here, to values that
// are all known.
type HeaderValue struct {
	Node   ast.Node // the call, or the index of the header map
	API    string
	Name   string // canonical
	Values []string
}

// HeaderValues finds the fields that are set to constants.
func (p *Headers) HeaderValues() (list []*HeaderValue) {
	for fn := range defect.EachAt(p.Flow.Funcs, (*ssa.Function).Pos) {
		for _, b := range fn.Blocks {
			if !p.Flow.Live(b) {
				continue
			}
			for i, instr := range b.Instrs {
				for _, c := range p.writers.Changes(instr) {
					if v := p.headerValue(c, b, i); v != nil {
						list = append(list, v)
					}
				}
			}
		}
	}
	slices.SortStableFunc(list, func(a, b *HeaderValue) int {
		if p.Index.Before(a.Node.Pos(), b.Node.Pos()) {
			return -1
		}
		return 1
	})
	return list
}

// headerValue returns what a change sets at an instruction of a block, nil if that
// is no header, is not known or is a helper's affair.
func (p *Headers) headerValue(c writer.Change, b *ssa.BasicBlock, i int) *HeaderValue {
	instr := b.Instrs[i]
	if call, ok := instr.(*ssa.Call); c.Header == "" || i+1 == len(b.Instrs) || ok && p.Flow.Row(&call.Call) == nil {
		return nil
	}
	values, ok := p.fieldValues(c.Writer, c.Header, b.Instrs[i+1])
	l := p.newLate(c, instr)
	if !ok || l == nil {
		return nil
	}
	return &HeaderValue{Node: l.Node, API: c.Api, Name: c.Header, Values: values}
}

// fieldValues returns the constants that a header field holds just before an
// instruction; ok is false if it may hold anything else.
func (p *Headers) fieldValues(w valueflow.Loc, name string, at ssa.Instruction) (values []string, ok bool) {
	held := p.Flow.Load(w.Member(valueflow.MemHeader+"."+http.CanonicalHeaderKey(name)), at)
	for _, t := range held {
		if t.Op != origin.Zero {
			text, isConst := handler.ConstText(origin.Value{t})
			if !isConst {
				return nil, false
			}
			values = append(values, strings.TrimSpace(text))
		}
	}
	return values, len(values) > 0
}

// Start returns where the field is set.
func (h *HeaderValue) Start() token.Pos { return h.Node.Pos() }
