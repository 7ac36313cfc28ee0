// Package values sends values and texts that no one would send.
package values

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
)

func odd(w http.ResponseWriter, r *http.Request, n int) {
	w.WriteHeader(-1)
	w.WriteHeader(0)
	w.WriteHeader(1 << 40)
	w.WriteHeader(n / 0x0f >> n << 70)
	zero := 0
	w.WriteHeader(500 / zero)
	w.WriteHeader(500 % zero)
	w.WriteHeader(400 << uint(zero))
	w.WriteHeader(int(uint8(n)) &^ 3)
	w.WriteHeader(len("404") + 'x')
	w.WriteHeader(min(500, n, 404))
	w.WriteHeader(max(500, 501))
	http.Error(w, "", 0)
	http.Error(w, http.StatusText(1<<50), n)
	http.Redirect(w, r, "", 0)
	w.Header().Set("", "")
	w.Header().Add("\x00", "\xff")
	w.Header()[""] = nil
	w.Header()["x"] = []string{}
	w.Header()["Content-Type"] = append(w.Header()["Content-Type"], "")
	w.Header().Set("Content-Type", "")
	w.Header().Set("Content-Type", ";;;")
	w.Header().Set("Retry-After", "99999999999999999999")
	delete(w.Header(), "")
	clear(w.Header())
	fmt.Fprintf(w, "%")
	fmt.Fprintf(w, "%[3]d %[0]v %[-1]s %[x]d %*d %.*f %!", n)
	fmt.Fprintf(w, "%w %w", nil, io.EOF)
	fmt.Fprintf(w, "%"+strings.Repeat("0", 1<<20)+"d", n)
	fmt.Fprintf(w, "%99999999999999999999d", n)
	io.WriteString(w, strings.Repeat("x", 1<<40))
	w.Write([]byte(strings.Repeat("[", 1<<16)))
	w.Write([]byte("{"))
	w.Write([]byte(`{"a":{"b":[{"c":`))
	w.Write([]byte("\xff\xfe{\"a\":1}"))
	w.Write(append([]byte(nil), "x"...))
	w.Write([]byte{})
	w.Write([]byte{'{', 34: '}'})
	w.Write((*[4]byte)([]byte("abcd"))[:])
	io.WriteString(w, string(rune(n)))
	io.WriteString(w, "a"[1:]+"b"[:0]+string([]rune{})+string("abc"[n]))
	fmt.Fprintf(w, `{"error":%s,"code":%d,"x":{`, "", n)
	fmt.Fprintf(w, `{"error":%q}{"x":%v}`, errors.New(""), nil)
	http.Error(w, `{"`+fmt.Sprint(n)+`":"`+"\\"+`"}`, 500)
}

const deep = `[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[`

func nested(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	io.WriteString(w, deep+deep+deep+deep+deep+deep+deep+deep)
}

// What doubles again and again.
func doubles(w http.ResponseWriter, r *http.Request, err error) {
	s, t, v := "ab", r.URL.Path, any(1)
	s += s
	s += s
	s += s
	s += s
	s += s
	s += s
	s += s
	s += s
	s += s
	s += s
	s += s
	s += s
	s += s
	s += s
	s += s
	s += s
	s += s
	s += s
	s += s
	s += s
	s += s
	s += s
	s += s
	s += s
	s += s
	s += s
	s += s
	s += s
	s += s
	s += s
	s += s
	s += s
	t += t
	t += t
	t += t
	t += t
	t += t
	t += t
	t += t
	t += t
	t += t
	t += t
	t += t
	t += t
	t += t
	t += t
	t += t
	t += t
	v = []any{v, v}
	v = []any{v, v}
	v = []any{v, v}
	v = []any{v, v}
	v = []any{v, v}
	v = []any{v, v}
	v = []any{v, v}
	v = []any{v, v}
	v = []any{v, v}
	v = []any{v, v}
	v = []any{v, v}
	v = []any{v, v}
	v = []any{v, v}
	v = []any{v, v}
	v = []any{v, v}
	v = []any{v, v}
	v = map[string]any{"a": v, "b": v}
	v = map[string]any{"a": v, "b": v}
	v = map[string]any{"a": v, "b": v}
	v = map[string]any{"a": v, "b": v}
	err = errors.Join(err, err)
	err = errors.Join(err, err)
	err = errors.Join(err, err)
	err = errors.Join(err, err)
	err = errors.Join(err, err)
	err = fmt.Errorf("%w %w", err, err)
	err = fmt.Errorf("%w %w", err, err)
	err = fmt.Errorf("%w %w", err, err)
	err = fmt.Errorf("%w %w", err, err)
	err = fmt.Errorf("%w %w", err, err)
	err = fmt.Errorf("%w %w", err, err)
	err = fmt.Errorf("%w %w", err, err)
	err = fmt.Errorf("%w %w", err, err)
	u := fmt.Sprintf("%s%s", t, t)
	u = fmt.Sprintf("%s%s", u, u)
	u = fmt.Sprintf("%s%s", u, u)
	u = fmt.Sprintf("%s%s", u, u)
	u = fmt.Sprintf("%s%s", u, u)
	u = strings.Join([]string{u, u}, u)
	u = strings.Join([]string{u, u}, u)
	u = strings.Replace(u, u, u, 1)
	u = strings.ReplaceAll(u, u, u)
	for range 9 {
		s, t, u = t+s, u+t, s+u
		v = []any{v, s, t, u, err}
		err = fmt.Errorf("%s %v: %w", s, v, err)
	}
	switch {
	case r.Method == s:
		http.Error(w, s, 500)
	case r.Method == t:
		http.Error(w, t+u, 500)
	case r.Method == u:
		json.NewEncoder(w).Encode(v)
	default:
		http.Error(w, err.Error(), 500)
	}
}

// Functions that call themselves with more and more.
func more(w http.ResponseWriter, v any, s string, err error, list ...any) {
	if err == nil {
		more(w, []any{v, list}, s+s, fmt.Errorf("%s: %w", s, err), append(list, v, s)...)
		more(w, map[string]any{s: v}, "x"+s, errors.Join(err, err))
		more(w, struct{ A, B any }{v, &v}, fmt.Sprint(s, v), err, v, v, v)
	}
	json.NewEncoder(w).Encode(map[string]any{"error": err.Error(), "v": v, "list": list})
	http.Error(w, s, 500)
}

type node struct {
	next, prev *node
	Kids       []*node          `json:"kids"`
	By         map[string]*node `json:"by"`
	Err        error            `json:"error"`
	Any        any
}

func cycles(w http.ResponseWriter, r *http.Request, n *node) {
	for x := n; x != nil; x = x.next {
		x.prev.next, x.next.prev = x.next, x.prev
		x.Kids = append(x.Kids, x, n)
		x.By[r.URL.Path] = x
		x.Any = x
		n = x.prev.prev.Kids[0].By[""].next
	}
	m := map[string]any{}
	m["m"], m["n"] = m, n
	var self any
	self = &self
	list := []any{nil}
	list[0] = list
	json.NewEncoder(w).Encode([]any{n, m, self, list, n.next.next.prev.Any})
	http.Error(w, n.Kids[0].Kids[1].Err.Error(), 500)
}

// Tags, embedded fields and literals.
type tags struct {
	A int `json:","`
	B int `json:"-,"`
	C int `json`
	D int `json:"a`
	E int `json:"e,omitempty,string,omitzero,,"`
	F int "json:\"\xff\""
	G int `json:" "`
	H int `xml:"h" json:"H" json:"h"`
	h int `json:"h"`
	_ int
	_ struct{}
	*tags2
	tags3 `json:"tags3"`
	any   `json:"any,omitempty"`
	error
}
type tags2 struct {
	*tags
	A, H string
}
type tags3 struct{ tags2 }

func literals(w http.ResponseWriter, r *http.Request) {
	e := json.NewEncoder(w)
	e.Encode(tags{})
	e.Encode(&tags{1, 2, 3, 4, 5, 6, 7, 8, 9, 0, struct{}{}, &tags2{}, tags3{}, nil, nil})
	e.Encode([]*tags{{}, nil, {A: 1, tags2: &tags2{A: "x"}}})
	e.Encode(map[tags3]*tags{})
	e.Encode(map[string][]map[string]*tags{"": {{"": {A: 1}}}})
	e.Encode([...]struct{ A, B any }{{1, nil}, 5: {B: struct{}{}}})
	e.Encode(struct{ *tags }{})
	e.Encode(nil)
	e.Encode((*tags)(nil))
	e.Encode(func() {})
	e.Encode(e.Encode)
	e.Encode(e)
	e.Encode(w)
	e.Encode(r)
	e.Encode(complex(1, 2))
	e.Encode([]any{})
	e.Encode(map[string]any{"": nil, " ": 1, "a.b": 2, "a·b": 3, "[]": 4, "#": 5, "errors": []string{}})
	e.Encode([0]int{})
	e.Encode(&[]int{})
	e.Encode(*new(*[]int))
	e.Encode(json.RawMessage("{"))
	e.Encode(json.RawMessage(nil))
	json.NewEncoder(io.Discard).Encode(e)
	json.NewEncoder(nil).Encode(nil)
	var es [2]*json.Encoder
	es[1].Encode(es)
}

// Errors that contain themselves.
type looped struct{ error }

func (l looped) Unwrap() error     { return l }
func (l looped) Is(err error) bool { return errors.Is(l, err) }
func (l looped) As(x any) bool     { return errors.As(l, x) }
func (l *looped) Unwrap2() []error { return []error{l, l.error} }

var (
	errA error = looped{errB}
	errB       = fmt.Errorf("b: %w", errC)
	errC       = errors.Join(errD, errD)
	errD error = (*looped)(nil)
	errE       = func() error { return errF() }()
	errF       = func() error { return fmt.Errorf("%w", errD) }
	errs       = map[string]error{"a": errA, "": nil}
	errl       = [...]error{errA, 4: errB}
)

func looping(w http.ResponseWriter, r *http.Request) {
	var l looped
	var p *looped
	switch err := errs[r.Method]; {
	case errors.Is(err, errA), err == errB, errl[0] == err:
		http.Error(w, err.Error(), 404)
	case errors.As(err, &l):
		http.Error(w, l.Error(), 500)
	case errors.As(err, &p), errors.As(err, p):
		http.Error(w, p.error.Error(), 500)
	case errors.Is(nil, nil), errors.Unwrap(errors.Unwrap(err)) == nil:
		http.Error(w, errE.Error()+errF().Error(), 500)
	default:
		l.error = l
		http.Error(w, l.error.(looped).error.(looped).Error(), 500)
		panic(err)
	}
}
