// Package shapes holds answers, each with the shape of its JSON behind it.
package shapes

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/respvet/respvet/testdata/shapes/reply"
)

func send(w http.ResponseWriter, v any) { reply.JSON(w, http.StatusNotFound, v) }

// Structs are encoded as their tags say.
func Structs(w http.ResponseWriter, r *http.Request) {
	reply.Fail(w, 404, "no such hen")                                                 // shape {"status":404,"message":"no such hen","trace_id"!:""}
	reply.Fail(w, 404, r.URL.Path)                                                    // shape {"status":404,"message":string,"trace_id"!:""}
	send(w, reply.Body{Status: 404, TraceID: r.Header.Get("X-Trace")})                // shape {"status":404,"message":"","trace_id"?:string}
	send(w, &reply.Body{Status: len(r.URL.Path), Message: "no " + r.PathValue("id")}) // shape {"status":integer,"message":string,"trace_id"!:""}
	b := reply.Body{Status: 404}
	b.Message = "no such hen"
	b.TraceID = "7"
	send(w, b) // shape {"status":404,"message":"no such hen","trace_id":"7"}
	var p *reply.Body
	send(w, p) // shape null
	if r.Method == http.MethodPost {
		p = &reply.Body{Status: 409}
		send(w, p) // shape {"status":409,"message":"","trace_id"!:""}
	}
	send(w, reply.Body{})  // shape {"status":0,"message":"","trace_id"!:""}
	send(w, &reply.Body{}) // shape {"status":0,"message":"","trace_id"!:""}
	send(w, decoded(r))    // shape {"status":integer,"message":string,"trace_id"?:string}
}

func decoded(r *http.Request) (b reply.Body) {
	_ = json.NewDecoder(r.Body).Decode(&b)
	return b
}

type base struct {
	ID   string `json:"id"`
	Kind string `json:"kind"`
}

// Meta is embedded.
type Meta struct {
	Kind string `json:"kind"`
	Page int
}

type options struct {
	base
	*Meta
	Count   int64           `json:"count,string"`
	Rate    float64         `json:",omitempty"`
	On      bool            `json:"on,omitzero"`
	At      time.Time       `json:"at"`
	Raw     json.RawMessage `json:"raw"`
	Blob    []byte          `json:"blob"`
	Any     any             `json:"any"`
	Dash    string          `json:"-,"`
	Hidden  string          `json:"-"`
	private string
	Tags    []string          `json:"tags"`
	Labels  map[string]string `json:"labels"`
	Next    *options          `json:"next,omitempty"`
}

// Options are the rarer rules of encoding/json.
func Options(w http.ResponseWriter, r *http.Request) {
	send(w, options{Count: 3, Any: "x", Meta: &Meta{Page: 2}, private: "p"}) // shape {"id":"","Page":2,"count":"3","Rate"!:0,"on"!:false,"at":string,"raw":*,"blob":string,"any":"x","-":"","tags":null,"labels":null,"next"!:null}
	send(w, reply.Box[[]string]{Data: []string{r.URL.Path}})                 // shape {"data":[string]}
	send(w, reply.Box[int]{Data: 7})                                         // shape {"data":7}
	send(w, reply.Box[any]{Data: code(7)})                                   // shape {"data":*}
	send(w, reply.Box[*base]{})                                              // shape {"data":null}
}

type code int

// MarshalText writes the code's name.
func (c code) MarshalText() ([]byte, error) { return []byte("seven"), nil }

// Maps have the keys that are written.
func Maps(w http.ResponseWriter, r *http.Request) {
	send(w, map[string]any{"message": r.URL.Path, "status": 404, "errors": nil, "list": []string{"a"}}) // shape {"errors":null,"list":["a"],"message":string,"status":404}
	send(w, map[string]string{"message": unknown(r)})                                                   // shape {"message":string}
	send(w, map[string]any{"message": any(unknown(r))})                                                 // shape {"message":string}
	send(w, map[string]any{r.URL.Path: 1, "status": 404})                                               // shape {"status":404|*,...}
	m := map[string]any{"status": 404}
	m["message"] = "no such hen"
	if r.Method == http.MethodPost {
		m["hint"] = "get"
	}
	send(w, m)                                                       // shape {"hint"?:"get","message":"no such hen","status":404}
	send(w, map[string]map[string]int{"error": {"code": 404}})       // shape {"error":{"code":404}}
	send(w, map[string]any{"error": map[string]any{"code": "none"}}) // shape {"error":{"code":"none"}}
	reply.Gone(w, r.URL.Path)                                        // shape {"code":410,"error":*}
	reply.Gone(w, "it is gone")                                      // shape {"code":410,"error":"it is gone"}
}

func unknown(r *http.Request) string { return r.FormValue("x") }

// Lists are arrays, or null.
func Lists(w http.ResponseWriter, r *http.Request) {
	send(w, []base{{ID: "a"}})                                   // shape [{"id":"a","kind":""}]
	send(w, []base{})                                            // shape []
	send(w, []base(nil))                                         // shape *
	send(w, map[string]any{"errors": []base{{ID: "a"}}})         // shape {"errors":[{"id":"a","kind":""}]}
	send(w, map[string]any{"errors": []base{}})                  // shape {"errors":[]}
	send(w, map[string][]base{"errors": {{ID: "a"}, {ID: "b"}}}) // shape {"errors":[{"id":"b","kind":""}|{"id":"a","kind":""}]}
}

// Texts are parsed.
func Texts(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusNotFound)
	switch r.Method {
	case "a":
		_, _ = io.WriteString(w, `{"status":404,"message":"no such hen","n":1.5,"list":[true,null]}`) // shape {"status":404,"message":"no such hen","n":1.5,"list":[true|null]}
	case "b":
		fmt.Fprintf(w, `{"status":%d,"message":"no hen %s","x":%q}`, 404, r.URL.Path, r.Method) // shape {"status":*,"message":string,"x":string}
	case "c":
		_, _ = w.Write([]byte(`{"message":"` + r.URL.Path + `"}`)) // shape {"message":string}
	case "d":
		_, _ = w.Write([]byte(`{"message":`)) // shape *
	case "e":
		data, _ := json.Marshal(map[string]string{"message": "no such hen"})
		_, _ = w.Write(data) // shape {"message":"no such hen"}
	}
}
