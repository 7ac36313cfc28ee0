package errleak

import (
	"go/ast"
	"go/constant"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/responses"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/astutil"
)

// replacement returns what takes the place of the text: what precedes the leak
// in it, else the status text. Said is that, if it is constant.
//
// What precedes is only of use if it was a text of its own: "cannot load user: "
// was, "failed with " is half a sentence. Nor can a line be cut where the lines
// have a meaning, as those of an event stream.
func (fx *fixer) replacement() (expr, said string, imports []analysis.TextEdit, ok bool) {
	t := fx.text
	if t.Drops {
		return "", "", nil, true
	}
	if t.Listed || strings.Contains(fx.before(), "\n") || strings.Contains(strings.TrimSuffix(t.After, "\n"), "\n") {
		return "", "", nil, false
	}
	switch {
	case t.Format != "":
		expr, said, ok = fx.format()
	case len(t.Before) > 0:
		expr, said, ok = fx.operands()
	default:
		said, ok = cut(fx.leak.Prefix())
		if !ok {
			said = ""
		}
		expr, ok = quoted(said), true
	}
	if !ok {
		return "", "", nil, false
	}
	if expr == "" {
		fx.text.Before = nil
		if fx.leak.Sent.Header != "" || fx.buffered() {
			return "", "", nil, false // the status text says nothing there
		}
		expr, imports, ok = fx.message()
		if !ok {
			return "", "", nil, false
		}
		switch {
		case t.Formats && t.Printf == nil:
			expr = strconv.Quote("%s"+fx.end()) + ", " + expr
		case fx.end() != "":
			expr += ` + "\n"`
		}
	}
	switch {
	case t.Type == nil || types.Identical(t.Type, types.Typ[types.String]):
	case said == "" && typeutil.IsString(t.Type):
		return "", "", nil, false // of a named type
	case !typeutil.IsString(t.Type):
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

// titled reports whether the whole text is an argument of a call that has words of its
// own before it: a format, "cannot read the address: %s", or a title. What is put in
// the place of the text would have to go with them.
func (fx *fixer) titled() bool {
	if fx.text.Formats || len(fx.text.Before) > 0 || fx.text.Drops {
		return false
	}
	path, _ := astutil.PathEnclosingInterval(fx.file.Syntax, fx.text.Pos, fx.text.End)
	for _, n := range path {
		call, ok := n.(*ast.CallExpr)
		if !ok || call.Pos() == fx.text.Pos && call.End() == fx.text.End {
			if _, isExpr := n.(ast.Expr); isExpr {
				continue
			}
			return false
		}
		return slices.ContainsFunc(call.Args, func(e ast.Expr) bool {
			s, ok := fx.constant(e)
			return ok && e.End() <= fx.text.Pos && (strings.Contains(s, "%") || strings.Contains(s, " "))
		})
	}
	return false
}

// buffered reports whether the text is written to a buffer, among others.
func (fx *fixer) buffered() bool {
	return fx.text.Written != nil && !slices.ContainsFunc(fx.res.Responses, func(s *responses.Response) bool { return s.At.Call == fx.text.Written })
}

// before returns the constant text before the leak.
func (fx *fixer) before() string {
	if fx.text.Format != "" {
		return fx.text.Format
	}
	var all strings.Builder
	for _, e := range fx.text.Before {
		s, _ := fx.constant(e)
		all.WriteString(s)
	}
	return all.String()
}

// cut takes what leads over to the error off the text before it. It is not ok if
// that is no more than a space: then the sentence goes on. No text is ok.
func cut(s string) (string, bool) {
	text := strings.TrimRight(s, " \t\n:;,-–—=([{\"'`")
	return text, text == "" || strings.ContainsAny(s[len(text):], ":;,-–—([{\n")
}

// end returns the line end behind the leak, for a text that has one.
func (fx *fixer) end() string {
	if strings.HasSuffix(fx.text.After, "\n") {
		return "\n"
	}
	return ""
}

// format returns the format before the leak, as a literal if nothing is left to
// format.
func (fx *fixer) format() (expr, said string, ok bool) {
	format, ok := cut(fx.text.Format)
	plain := strings.ReplaceAll(format, "%%", "%")
	if format == "" || !ok {
		return "", "", ok && len(fx.text.Before) == 0
	}
	if len(fx.text.Before) == 0 {
		if fx.text.Printf == nil { // the sending call goes on to read a format
			return strconv.Quote(format + fx.end()), plain, true
		}
		return strconv.Quote(plain + fx.end()), plain, true
	}
	args := []string{strconv.Quote(format + fx.end())}
	for _, e := range fx.text.Before {
		args = append(args, fx.file.Source(e))
	}
	expr = strings.Join(args, ", ")
	if fx.text.Printf != nil {
		expr = fx.file.Source(fx.text.Printf) + "(" + expr + ")"
	}
	return expr, "", true
}

// operands returns the operands before the leak, added up. It is not ok if they
// do not end in a text that leads over to it.
func (fx *fixer) operands() (expr, said string, ok bool) {
	before := fx.text.Before
	last, known := fx.constant(before[len(before)-1])
	last, ok = cut(last)
	if !known || !ok {
		return "", "", false
	}
	var parts []string
	constants := true
	for _, e := range before[:len(before)-1] {
		s, isConst := fx.constant(e)
		parts, said, constants = append(parts, fx.file.Source(e)), said+s, constants && isConst
	}
	if last += fx.end(); last != "" {
		parts, said = append(parts, strconv.Quote(last)), said+strings.TrimSuffix(last, "\n")
	}
	if !constants {
		said = ""
	}
	return strings.Join(parts, " + "), said, true
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
