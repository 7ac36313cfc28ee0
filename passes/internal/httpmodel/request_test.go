package httpmodel

import (
	"bufio"
	"bytes"
	"fmt"
	"go/token"
	"go/types"
	"io"
	"net/http"
	"strings"
	"testing"
)

// asks checks what a row says of a request, and of members that are set.
func (c *checker) asks(r Row) {
	if q := r.Request; q != nil {
		for _, e := range []Expr{q.Client, q.Message, q.Method, q.URL, q.Body, q.Context} {
			c.operand(e, false)
		}
		if q.Message.Op == 0 && (q.Method.Op == 0 || q.URL.Op == 0) {
			c.errorf("asks nobody knows what of nobody knows whom")
		}
		switch n := c.results.Len(); {
		case q.Response >= n:
			c.errorf("has no result %d", q.Response)
		case q.Response >= 0 && builtIn.ReplyOf(c.results.At(q.Response).Type()) == nil:
			c.errorf("result %d is a %s, which is no Reply", q.Response, c.results.At(q.Response).Type())
		case q.Into > 0 && (c.arg(q.Into) == nil || builtIn.ReplyOf(c.arg(q.Into)) == nil):
			c.errorf("argument %d is no Reply", q.Into)
		case q.Split && n < 2:
			c.errorf("has no results that are a status and a body")
		case q.Checked && (n == 0 || !isError(c.results.At(n-1).Type())):
			c.errorf("has no error to make of a status")
		}
	}
	if r.Retry != nil {
		for _, e := range []Expr{r.Retry.Context, r.Retry.Policy} {
			c.operand(e, false)
		}
		if t := c.arg(r.Retry.Op.Arg); t == nil || r.Retry.Op.Op != OpArg {
			c.errorf("runs nothing")
		} else if _, ok := t.Underlying().(*types.Signature); !ok {
			c.errorf("argument %d is no function", r.Retry.Op.Arg)
		}
	}
	for _, ms := range [][]Member{r.Sets, r.Adds} {
		for _, m := range ms {
			if token.IsExported(m.Name) {
				c.field(c.args[0], m.Name)
			}
			c.operand(m.Value, false)
		}
	}
	c.operand(r.Is, false)
}

// clients checks the retriers, replies and defaults of a table.
func (c *checker) clients(t table) {
	scope := c.pkgs[t.pkg].Scope()
	about := func(typ string) bool {
		c.name, c.pkg, c.args = t.pkg+"."+typ, t.pkg, nil
		obj, ok := scope.Lookup(typ).(*types.TypeName)
		if !ok {
			c.errorf("no such type")
			return false
		}
		c.args = []types.Type{types.NewPointer(obj.Type())}
		if types.IsInterface(obj.Type()) {
			c.args[0] = obj.Type()
		}
		return true
	}
	for _, r := range t.replies {
		if about(r.Type) {
			for _, es := range [][]Expr{r.Status, r.Body, r.Failed, r.Passed} {
				for _, e := range es {
					c.operand(e, false)
				}
			}
		}
	}
	for _, r := range t.retriers {
		if about(r.Type) {
			for _, e := range []Expr{r.Inner, r.Base, r.Instead, r.Attempts, r.Elapsed, r.If, r.Always, r.Unless, r.Wait, r.WaitElse, r.Min, r.Cap,
				r.RetryAfter, r.AnyMethod, r.Rewinds, r.Context, r.Exhausted} {
				c.operand(e, false)
			}
		}
	}
	for _, d := range t.defaults {
		c.name, c.pkg = t.pkg+"."+d.Name, t.pkg
		if v, ok := scope.Lookup(d.Name).(*types.Var); !ok {
			c.errorf("no such variable")
		} else if builtIn.DefaultOf(t.pkg, v.Name()) == nil {
			c.errorf("is not found")
		}
		c.operand(d.Value, false)
	}
}

// TestRewindable holds Rewindable against what http.NewRequest does.
func TestRewindable(t *testing.T) {
	pkgs := load(t, ".", []table{{pkg: "bytes"}, {pkg: "strings"}, {pkg: "bufio"}})
	for _, body := range []io.Reader{new(bytes.Buffer), new(bytes.Reader), new(strings.Reader), new(bufio.Reader)} {
		req, err := http.NewRequest(http.MethodPost, "http://localhost", body)
		if err != nil {
			t.Fatal(err)
		}
		path, name, _ := strings.Cut(strings.TrimPrefix(fmt.Sprintf("%T", body), "*"), ".")
		typ := pkgs[path].Scope().Lookup(name).Type()
		if got := Rewindable(types.NewPointer(typ)); got != (req.GetBody != nil) {
			t.Errorf("Rewindable(*%s) = %t", typ, got)
		}
		if Rewindable(typ) {
			t.Errorf("Rewindable(%s), which is no reader", typ)
		}
	}
}
