package errleak

import (
	"go/ast"
	"go/constant"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// replacement returns what takes the place of the text: what precedes the leak
// in it, else the status text. Said is that, if it is constant.
func (fx *fixer) replacement() (expr, said string, imports []analysis.TextEdit, ok bool) {
	t := fx.text
	switch {
	case t.Format != "":
		expr, said = fx.format()
	case len(t.Before) > 0:
		expr, said = fx.operands()
	default:
		said = trim(fx.leak.Prefix())
		expr = quoted(said)
	}
	if expr == "" {
		fx.text.Before = nil
		if fx.leak.Header != "" {
			return "", "", nil, false // the status text says nothing in a header
		}
		expr, imports, ok = fx.statusText()
		if !ok {
			return "", "", nil, false
		}
	}
	switch {
	case t.Type == nil || types.Identical(t.Type, types.Typ[types.String]):
	case said == "" && isString(t.Type):
		return "", "", nil, false // of a named type
	case !isString(t.Type):
		if !types.Identical(t.Type, types.NewSlice(types.Typ[types.Byte])) {
			return "", "", nil, false
		}
		expr = "[]byte(" + expr + ")"
	}
	return expr, said, imports, true
}

// markup reports whether the text is JSON or a page put together by hand: a part
// of it is of no use.
func (fx *fixer) markup() bool {
	start := fx.text.Format
	if start == "" && len(fx.text.Before) > 0 {
		start, _ = fx.constant(fx.text.Before[0])
	}
	start = strings.TrimSpace(start)
	return strings.HasPrefix(start, "{") || strings.HasPrefix(start, "<") ||
		strings.HasPrefix(start, "[{") || strings.HasPrefix(start, "[\"")
}

func isString(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsString != 0
}

// trim cuts what leads over to the error off the text before it.
func trim(s string) string { return strings.TrimRight(s, " \t\n:;,-=([{\"'`") }

// format returns the format before the leak, as a literal if nothing is left to
// format.
func (fx *fixer) format() (expr, said string) {
	format := trim(fx.text.Format)
	plain := strings.ReplaceAll(format, "%%", "%")
	if len(fx.text.Before) == 0 {
		if fx.text.Printf == nil { // the sending call goes on to read a format
			return quoted(format), plain
		}
		return quoted(plain), plain
	}
	args := []string{strconv.Quote(format)}
	for _, e := range fx.text.Before {
		args = append(args, fx.file.Source(e))
	}
	expr = strings.Join(args, ", ")
	if fx.text.Printf != nil {
		expr = fx.file.Source(fx.text.Printf) + "(" + expr + ")"
	}
	return expr, ""
}

// operands returns the operands before the leak, added up.
func (fx *fixer) operands() (expr, said string) {
	before := fx.text.Before
	var parts []string
	constants := true
	for i := len(before) - 1; i >= 0; i-- {
		s, isConst := fx.constant(before[i])
		if len(parts) == 0 && isConst {
			if s = trim(s); s == "" {
				continue
			}
			parts, said = append(parts, strconv.Quote(s)), s
			continue
		}
		parts, said = append(parts, fx.file.Source(before[i])), s+said
		constants = constants && isConst
	}
	slices.Reverse(parts)
	if !constants {
		said = ""
	}
	return strings.Join(parts, " + "), said
}

func (fx *fixer) constant(e ast.Expr) (string, bool) {
	v := fx.pass.TypesInfo.Types[e].Value
	if v == nil || v.Kind() != constant.String {
		return "", false
	}
	return constant.StringVal(v), true
}

func quoted(s string) string {
	if s == "" {
		return ""
	}
	return strconv.Quote(s)
}
