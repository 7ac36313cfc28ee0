// Package generic answers through type parameters of every core type.
package generic

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"net/http"
	"slices"
)

type failure struct {
	Status int    `json:"status"`
	Error  string `json:"error"`
	Items  []int  `json:"items"`
}

func writers[W http.ResponseWriter, R *http.Request, E error, H ~func(http.ResponseWriter, *http.Request), S interface {
	JSON(int, any) error
	String() string
}](w W, r R, err E, h H, s S) {
	if any(err) != nil {
		http.Error(w, err.Error(), 500)
	}
	w.WriteHeader(404)
	w.Header().Set("A", s.String())
	h(w, r)
	http.HandlerFunc(h).ServeHTTP(w, r)
	s.JSON(500, err)
	json.NewEncoder(w).Encode(err)
	fmt.Fprint(w, w, r, err, s)
	send, text := w.WriteHeader, err.Error
	send(500)
	io.WriteString(w, text())
}

func cores[F ~struct {
	Status int    `json:"status"`
	Error  string `json:"error"`
	Items  []int  `json:"items"`
}, PF interface{ *F }, M ~map[string]V, V any, L ~[]V, A ~[3]V, C ~chan V, B ~[]byte | ~string, N ~int, Y ~func(func(V) bool)](w http.ResponseWriter, f F, pf PF, m M, l L, a A, c C, b B, n N, y Y) {
	e := json.NewEncoder(w)
	e.Encode(F{Status: 500, Error: "no"})
	e.Encode(F{})
	e.Encode(&F{404, "no", nil})
	e.Encode(PF(&F{Error: string(b)}))
	e.Encode([]F{{Error: "x"}})
	e.Encode(failure(f))
	e.Encode(M{"error": m["x"]})
	e.Encode(L{m["x"], l[0]})
	e.Encode(A{l[0]})
	e.Encode(append(l, l...))
	m["y"] = l[len(l)-1]
	for i := range n {
		w.WriteHeader(int(i))
	}
	a[n%3] = m["z"]
	for k, v := range m {
		e.Encode(map[string]any{k: v})
	}
	for i := range l {
		e.Encode(l[i:])
	}
	for v := range c {
		e.Encode(v)
	}
	for v := range y {
		e.Encode(v)
		return
	}
	w.Write([]byte(b))
	io.WriteString(w, string(b))
	w.Write([]byte(b[1:]))
	clear(m)
	delete(m, "")
	http.Error(w, string(b), int(n))
	*pf = f
	e.Encode(*pf)
	e.Encode(new(F))
	e.Encode(new(PF))
	e.Encode(slices.Collect(maps.Values(m)))
	var zero V
	e.Encode([]any{zero, &zero, *new(*V)})
}

// A box has methods that know no types.
type box[T any, E error] struct {
	value T
	err   E
	w     http.ResponseWriter
	*box2[E]
	next *box[E, E]
}

type box2[E error] struct{ Inner E }

func (b *box[T, _]) send(w http.ResponseWriter, v T) { b.fail(w, b.err); json.NewEncoder(w).Encode(v) }
func (b box[_, E]) fail(w http.ResponseWriter, err E) {
	http.Error(w, err.Error()+b.Inner.Error(), 500)
}
func (b *box[T, E]) get() (T, error) { return b.value, b.err }
func (b *box[T, E]) all() iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for b := b; yield(b.get()); {
			defer b.send(b.w, b.value)
		}
	}
}

func boxes[T any](w http.ResponseWriter, r *http.Request, b *box[T, error]) {
	for v, err := range b.all() {
		if err != nil {
			b.fail(w, err)
			return
		}
		b.send(w, v)
	}
	f := (*box[T, error]).send
	f(b, w, b.value)
	g := b.fail
	g(w, nil)
	if v, err := b.get(); err != nil {
		handle(func() (T, error) { return v, err })(w, r)
	}
}

func handle[T any](get func() (T, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		v, err := get()
		if e, ok := any(err).(interface{ Status() int }); ok {
			http.Error(w, err.Error(), e.Status())
			return
		}
		if err != nil {
			reply(w, 500, err)
			return
		}
		reply(w, 200, v)
		reply(w, 200, &v)
		reply(w, 200, []*T{&v})
	}
}

func reply[T any](w http.ResponseWriter, code int, v T) {
	if code == 0 {
		reply(w, 500, v)
		reply[any](w, 500, v)
	}
	w.WriteHeader(code)
	json.NewEncoder(w).Encode(v)
	json.NewEncoder(w).Encode(&v)
}

func compose[A, B, C any](f func(A) (B, error), g func(B) (C, error)) func(A) (C, error) {
	return func(a A) (c C, err error) {
		b, err := f(a)
		if err != nil {
			return c, err
		}
		return g(b)
	}
}

func composed(w http.ResponseWriter, r *http.Request) {
	id := func(r *http.Request) (*http.Request, error) { return r, r.ParseForm() }
	for range 3 {
		id = compose(id, id)
	}
	v, err := compose(id, compose(id, id))(r)
	if err != nil {
		http.Error(w, err.Error(), 400)
	}
	reply(w, 200, v.Form)
	handle(func() (any, error) { return nil, errors.New("x") })(w, r)
	boxes(w, r, &box[string, error]{})
	boxes(w, r, &box[*box[int, *strange], error]{})
	http.Handle("/", handle(func() (*failure, error) { return nil, nil }))
}

type strange struct{ *strange }

func (s *strange) Error() string { return s.strange.Error() }

func fetch[T any, P interface {
	*T
	json.Unmarshaler
}](ctx context.Context, c *http.Client) (P, error) {
	v := P(new(T))
	for range 3 {
		res, err := c.Get("")
		if err != nil {
			return nil, err
		}
		defer res.Body.Close()
		if err := json.NewDecoder(res.Body).Decode(v); err == nil {
			return v, nil
		}
		*v = *new(T)
	}
	return nil, ctx.Err()
}
