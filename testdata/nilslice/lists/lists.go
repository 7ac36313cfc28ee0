// Package lists sends lists, bad and good side by side.
package lists

import (
	"encoding/json"
	"net/http"
	"slices"
	"sort"
	"strings"

	"github.com/respvet/respvet/testdata/nilslice/lists/store"
)

type page struct {
	Data  []string `json:"data"`
	Total int      `json:"total"`
}

type optional struct {
	Data []string `json:"data,omitempty"`
}

// tags write themselves.
type tags []string

// MarshalJSON never writes null.
func (t tags) MarshalJSON() ([]byte, error) { return json.Marshal(strings.Join(t, ",")) }

type names []string

func send(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(v)
}

func sendPage(w http.ResponseWriter, data []string) {
	send(w, page{Data: data, Total: len(data)})
}

func unread(r *http.Request) []string { return r.URL.Query()["name"] }

// Loop appends in a loop.
func Loop(w http.ResponseWriter, r *http.Request) {
	var data []string // want `data is encoded as "data": null when nothing is appended; clients expect \[\] \(nilslice\)`
	for _, v := range unread(r) {
		data = append(data, v)
	}
	send(w, page{Data: data})
}

// LoopMade differs in the declaration.
func LoopMade(w http.ResponseWriter, r *http.Request) {
	data := []string{} // ok
	for _, v := range unread(r) {
		data = append(data, v)
	}
	send(w, page{Data: data})
}

// Condition appends under a condition, and answers in several ways.
func Condition(w http.ResponseWriter, r *http.Request) {
	switch r.Method {
	case "encoded":
		var data []string // want `data is encoded as null when nothing is appended; clients expect \[\] \(nilslice\)`
		if r.URL.Query().Has("all") {
			data = append(data, "hen")
		}
		_ = json.NewEncoder(w).Encode(data)
	case "marshalled":
		var data []string // want `data is encoded as "data": null when nothing is appended; clients expect \[\] \(nilslice\)`
		if r.URL.Query().Has("all") {
			data = append(data, "hen")
		}
		b, err := json.Marshal(page{Data: data})
		if err != nil {
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write(b)
	case "map":
		var data []string // want `data is encoded as "data": null when nothing is appended; clients expect \[\] \(nilslice\)`
		if r.URL.Query().Has("all") {
			data = append(data, "hen")
		}
		send(w, map[string]any{"data": data, "total": len(data)})
	case "helper":
		var data []string // want `data is encoded as "data": null when nothing is appended; clients expect \[\] \(nilslice\)`
		if r.URL.Query().Has("all") {
			data = append(data, "hen")
		}
		sendPage(w, data)
	case "pointer":
		var data []string // want `data is encoded as "data": null when nothing is appended; clients expect \[\] \(nilslice\)`
		if r.URL.Query().Has("all") {
			data = append(data, "hen")
		}
		send(w, &page{Data: data})
	case "named type":
		var data names // want `data is encoded as null when nothing is appended; clients expect \[\] \(nilslice\)`
		if r.URL.Query().Has("all") {
			data = append(data, "hen")
		}
		send(w, data)
	case "converted":
		data := []string(nil) // want `data is encoded as null when nothing is appended; clients expect \[\] \(nilslice\)`
		if r.URL.Query().Has("all") {
			data = append(data, "hen")
		}
		send(w, data)
	case "literal":
		send(w, page{Data: nil}) // want `send sends "data": null when the list is empty; clients expect \[\] \(nilslice\)`
	case "always":
		var data []string
		data = append(data, "hen")
		send(w, page{Data: data}) // ok: one element at least
	case "custom":
		var data tags
		if r.URL.Query().Has("all") {
			data = append(data, "hen")
		}
		send(w, data) // ok: it writes itself
	case "omitted":
		var data []string
		if r.URL.Query().Has("all") {
			data = append(data, "hen")
		}
		send(w, optional{Data: data}) // ok: left out
	case "bytes":
		var data []byte
		if r.URL.Query().Has("all") {
			data = append(data, "hen"...)
		}
		send(w, map[string]any{"data": data}) // ok: no list
	}
}

// Fields appends to the field itself.
func Fields(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodPost {
		p := page{Total: 3, Data: []string{}}
		for _, v := range unread(r) {
			p.Data = append(p.Data, v)
		}
		send(w, p) // ok
		return
	}
	if r.Method == http.MethodPut {
		p := page{}
		for _, v := range unread(r) {
			p.Data = append(p.Data, v)
		}
		send(w, p) // want `send sends "data": null when the list is empty; clients expect \[\] \(nilslice\)`
		return
	}
	var p page
	for _, v := range unread(r) {
		p.Data = append(p.Data, v)
	}
	send(w, p) // want `send sends "data": null when the list is empty; clients expect \[\] \(nilslice\)`
}

// Closures append in a closure.
func Closures(w http.ResponseWriter, r *http.Request) {
	var data []string // want `data is encoded as "data": null when nothing is appended; clients expect \[\] \(nilslice\)`
	each(r, func(v string) { data = append(data, v) })
	send(w, page{Data: data})
}

// ClosuresMade differs in the declaration.
func ClosuresMade(w http.ResponseWriter, r *http.Request) {
	data := make([]string, 0) // ok
	each(r, func(v string) { data = append(data, v) })
	send(w, page{Data: data})
}

// ClosuresSet differs in what the closure stores.
func ClosuresSet(w http.ResponseWriter, r *http.Request) {
	var data []string
	run(func() { data = unread(r) })
	send(w, page{Data: data}) // ok: the call's
}

func each(r *http.Request, f func(string)) {
	for _, v := range r.URL.Query()["name"] {
		f(v)
	}
}

func run(f func()) { f() }

// Handler is a closure that answers.
func Handler() http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var data []string // want `data is encoded as "data": null when nothing is appended; clients expect \[\] \(nilslice\)`
		for _, v := range unread(r) {
			data = append(data, v)
		}
		sort.Strings(data)
		send(w, page{Data: data})
	}
}

// Guards look at the list first.
func Guards(w http.ResponseWriter, r *http.Request) {
	var data []string
	for _, v := range unread(r) {
		data = append(data, v)
	}
	switch r.Method {
	case "len":
		if len(data) == 0 {
			w.WriteHeader(http.StatusNotFound)
			return
		}
		send(w, page{Data: data}) // ok: one element at least
	case "len is not 0":
		if len(data) > 0 {
			send(w, page{Data: data}) // ok
		}
	case "0 is less":
		if 0 < len(data) {
			send(w, page{Data: data}) // ok
		}
	case "nil":
		if data != nil {
			send(w, page{Data: data}) // ok
		}
	}
}

// GuardedWrong tests for the wrong thing.
func GuardedWrong(w http.ResponseWriter, r *http.Request) {
	var data []string // want `data is encoded as "data": null when nothing is appended; clients expect \[\] \(nilslice\)`
	for _, v := range unread(r) {
		data = append(data, v)
	}
	if len(data) < 100 {
		send(w, page{Data: data})
	}
}

// Callees return lists.
func Callees(w http.ResponseWriter, r *http.Request) {
	switch r.Method {
	case "own":
		send(w, own(r)) // want `send sends null when own appends nothing to out; clients expect \[\] \(nilslice\)`
	case "own, made":
		send(w, ownMade(r)) // ok
	case "named result":
		send(w, ownNamed(r)) // want `send sends null when ownNamed appends nothing to out; clients expect \[\] \(nilslice\)`
	case "generic":
		send(w, mapped(unread(r), strings.ToUpper)) // want `send sends null when mapped appends nothing to out; clients expect \[\] \(nilslice\)`
	case "nil":
		send(w, map[string]any{"data": none(r)}) // want `send sends "data": null when none returns a nil slice; clients expect \[\] \(nilslice\)`
	case "package":
		hens, err := store.Named(r.URL.Path)
		if err != nil {
			w.WriteHeader(http.StatusNotFound)
			return
		}
		send(w, map[string]any{"data": hens}) // want `send sends "data": null when Named returns a nil slice; clients expect \[\] \(nilslice\)`
	case "package, made":
		hens, err := store.Made(r.URL.Path)
		if err != nil {
			w.WriteHeader(http.StatusNotFound)
			return
		}
		send(w, hens) // ok
	case "told":
		hens, ok := store.Old()
		if !ok {
			w.WriteHeader(http.StatusNotFound)
			return
		}
		send(w, hens) // ok: the caller was told
	case "method":
		var f store.Farm
		send(w, f.All(func(store.Hen) bool { return true })) // want `send sends null when All returns a nil slice; clients expect \[\] \(nilslice\)`
	case "field":
		var f store.Farm
		send(w, f.Kept()) // ok: unknown
	case "library":
		send(w, slices.Collect(slices.Values(unread(r)))) // ok: not read
	case "copied":
		send(w, append([]string(nil), unread(r)...)) // ok: whatever the call gave
	}
}

func own(r *http.Request) []string {
	var out []string
	for _, v := range unread(r) {
		out = append(out, v)
	}
	return out
}

func ownMade(r *http.Request) []string {
	out := []string{}
	for _, v := range unread(r) {
		out = append(out, v)
	}
	return out
}

func ownNamed(r *http.Request) (out []string) {
	for _, v := range unread(r) {
		out = append(out, v)
	}
	return
}

func mapped[T, U any](in []T, f func(T) U) []U {
	var out []U
	for _, v := range in {
		out = append(out, f(v))
	}
	return out
}

func none(r *http.Request) []string {
	if r.URL.Path == "" {
		return nil
	}
	return []string{r.URL.Path}
}

// Params are the callers'.
func Params(w http.ResponseWriter, data []string) {
	send(w, page{Data: data}) // ok: unknown
}

// Sometimes is assigned from a call that was not read.
func Sometimes(w http.ResponseWriter, r *http.Request) {
	var data []string
	if r.URL.Query().Has("all") {
		data = unread(r)
	}
	send(w, page{Data: data}) // ok: unknown
}

// Ignored has a reason.
func Ignored(w http.ResponseWriter, r *http.Request) {
	var data []string //respvet:ignore nilslice the client reads null as well
	for _, v := range unread(r) {
		data = append(data, v)
	}
	send(w, page{Data: data})
}

// refuse sends what there is to say, if there is anything.
func refuse(w http.ResponseWriter, problems []string) {
	if !isEmpty(problems) {
		send(w, problems)
	}
}

func isEmpty(list []string) bool { return len(list) == 0 }

// Asked hands its list to a helper that asks for it.
func Asked(w http.ResponseWriter, r *http.Request) {
	var problems []string // ok
	for _, v := range unread(r) {
		problems = append(problems, v)
	}
	refuse(w, problems)
}

// Renamed sends what was wrong with a name, beside the error that tells so.
func Renamed(w http.ResponseWriter, r *http.Request) {
	mistakes, err := store.Rename(r.URL.Path)
	if err != nil {
		w.WriteHeader(http.StatusBadRequest)
	}
	send(w, mistakes) // ok: without an error there is no list
	mistakes, err = store.Mistakes(r.URL.Path)
	if err == nil {
		send(w, mistakes) // want `send sends null when Mistakes returns a nil slice; clients expect \[\] \(nilslice\)`
	}
}
