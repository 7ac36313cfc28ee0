// Package bodyless sends bodies where there are none.
package bodyless

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"

	"github.com/respvet/respvet/testdata/bodyless/reply"
)

// A Shop has handlers for methods.
type Shop struct {
	names []string
	load  func() any
}

func (s *Shop) delete(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(http.StatusNoContent)
	json.NewEncoder(w).Encode(s.names) // want `\(\*json.Encoder\).Encode sends a body with 204 No Content, which allows none: the client does not receive it \(bodyless\)`
}

func (s *Shop) create(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(http.StatusCreated)
	json.NewEncoder(w).Encode(s.names) // ok
}

func (s *Shop) unchanged(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(http.StatusNotModified)
	fmt.Fprint(w, "not modified") // want `fmt.Fprint sends a body with 304 Not Modified`
}

func (s *Shop) reset(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(http.StatusResetContent)
	_, _ = io.WriteString(w, "reset") // want `io.WriteString sends a body with 205 Reset Content, which allows none`
}

func (s *Shop) hints(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(http.StatusEarlyHints)
	json.NewEncoder(w).Encode(s.names) // ok
}

func (s *Shop) errored(w http.ResponseWriter, r *http.Request) {
	http.Error(w, "gone", http.StatusNoContent) // want `http.Error sends a body with 204`
}

func (s *Shop) empty(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(http.StatusNoContent)
	w.Write(nil)          // ok
	w.Write([]byte{})     // ok
	io.WriteString(w, "") // ok
	fmt.Fprintf(w, "")    // ok
	w.Write([]byte{'.'})  // want `Write sends a body with 204`
}

func (s *Shop) checked(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(http.StatusNoContent)
	if err := json.NewEncoder(w).Encode(s.names); err != nil { // want `sends a body with 204`
		fmt.Println(err)
	}
}

func (s *Shop) last(w http.ResponseWriter, r *http.Request) {
	names := s.names
	w.WriteHeader(http.StatusNoContent)
	json.NewEncoder(w).Encode(names) // want `sends a body with 204`
}

func (s *Shop) either(w http.ResponseWriter, r *http.Request) {
	status := http.StatusOK
	if len(s.names) == 0 {
		status = http.StatusNoContent
	}
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(s.names) // ok: perhaps 200
}

func (s *Shop) returned(w http.ResponseWriter, r *http.Request) {
	if len(s.names) == 0 {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	json.NewEncoder(w).Encode(s.names) // ok
}

func (s *Shop) helped(w http.ResponseWriter, r *http.Request) {
	switch r.PathValue("case") {
	case "value":
		reply.JSON(w, http.StatusNoContent, s.names) // want `reply.JSON sends a body with 204`
	case "zero":
		reply.JSON(w, http.StatusNoContent, Shop{}) // want `reply.JSON sends a body with 204`
	case "nil pointer":
		var none *Shop
		reply.JSON(w, http.StatusNoContent, none) // ok: null
	case "nil":
		reply.JSON(w, http.StatusNoContent, nil) // ok
	case "status":
		reply.JSON(w, http.StatusOK, s.names) // ok
	case "careful":
		reply.Careful(w, http.StatusNoContent, s.names) // ok
	case "careless":
		reply.Careful(w, http.StatusNotModified, s.names) // want `reply.Careful sends a body with 304`
	case "ranged":
		reply.Ranged(w, http.StatusNoContent, s.names) // ok
	case "asking":
		reply.Asking(w, http.StatusNoContent, s.names) // ok
	case "given nothing":
		reply.Given(w, http.StatusNoContent, nil) // ok
	case "given":
		reply.Given(w, http.StatusNoContent, map[string]int{"deleted": 1}) // want `reply.Given sends a body with 204`
	case "perhaps nothing":
		reply.Given(w, http.StatusNoContent, s.load()) // ok
	}
}

func write(w http.ResponseWriter, v any) {
	data, err := json.Marshal(v)
	if err != nil {
		return
	}
	w.Write(data)
}

func (s *Shop) after(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(http.StatusNoContent)
	write(w, s.names) // want `write sends a body with 204`
}

// emptied has sent a 204 where it returns true.
func (s *Shop) emptied(w http.ResponseWriter) bool {
	if len(s.names) == 0 {
		w.WriteHeader(http.StatusNoContent)
		return true
	}
	return false
}

// refused has sent a 409 where it returns true.
func (s *Shop) refused(w http.ResponseWriter) bool {
	if len(s.names) > 9 {
		w.WriteHeader(http.StatusConflict)
		return true
	}
	return false
}

func (s *Shop) asked(w http.ResponseWriter, r *http.Request) {
	if s.emptied(w) {
		json.NewEncoder(w).Encode("nothing left") // want `Encode sends a body with 204`
		return
	}
	if s.refused(w) {
		json.NewEncoder(w).Encode("too many") // ok: a 409 may have one
		return
	}
	json.NewEncoder(w).Encode(s.names) // ok
}
