// Package amperity answers with bodies under the contract amperity, bad and good
// side by side.
package amperity

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"

	"github.com/respvet/respvet/testdata/envelope/amperity/reply"
)

type unnamed struct {
	Status  int
	Message string
}

type text struct {
	Status  string `json:"status"`
	Message string `json:"message"`
}

type sparse struct {
	Status  int    `json:"status"`
	Message string `json:"message,omitempty"`
}

type full struct {
	Status    int    `json:"status"`
	Message   string `json:"message"`
	RequestID string `json:"request_id"`
}

type camel struct {
	Status    int    `json:"status"`
	Message   string `json:"message"`
	RequestID string `json:"requestId,omitempty"`
}

type nested struct {
	Error reply.Fault `json:"error"`
}

type embedded struct {
	reply.Fault
	Hint string `json:"hint,omitempty"`
}

// custom writes itself.
type custom struct{ Text string }

// MarshalJSON writes the contract's body.
func (c custom) MarshalJSON() ([]byte, error) { return json.Marshal(map[string]any{"status": 404}) }

func send(w http.ResponseWriter, status int, v any) { reply.JSON(w, status, v) }

func message(r *http.Request) string { return "no campaign " + r.PathValue("name") }

// Structs are encoded as their tags say.
func Structs(w http.ResponseWriter, r *http.Request) {
	switch r.Method {
	case "contract":
		send(w, http.StatusNotFound, reply.Fault{Status: http.StatusNotFound, Message: message(r)}) // ok
	case "helper":
		reply.Fail(w, http.StatusNotFound, message(r)) // ok
	case "embedded":
		send(w, 404, embedded{Fault: reply.Fault{Status: 404, Message: "no"}, Hint: "look"}) // ok
	case "nested":
		send(w, 404, nested{reply.Fault{Status: 404, Message: "no"}}) // want `send sends a 404 body in which "status" is missing, and "message" is missing; contract amperity requires status, message \(envelope\)`
	case "no tags":
		send(w, 404, unnamed{Status: 404, Message: "no"}) // want `send sends a 404 body in which "Status" should be named "status", and "Message" should be named "message"; contract amperity requires status, message`
	case "a string":
		send(w, 404, text{Status: "404", Message: "no"}) // want `"status" is a string, not an integer`
	case "left out":
		send(w, 404, sparse{Status: 404, Message: r.PathValue("text")}) // want `send sends a 404 body in which "message" may be omitted \(omitempty\); contract amperity requires status, message`
	case "not left out":
		send(w, 404, sparse{Status: 404, Message: "no"}) // ok: never empty
	case "empty":
		send(w, 404, full{Status: 404, Message: "no"}) // want `send sends a 404 body in which "request_id" is empty and not omitted \(no omitempty\); contract amperity requires status, message`
	case "not empty":
		send(w, 404, full{Status: 404, Message: "no", RequestID: r.Header.Get("X-Request-Id")}) // ok
	case "spelling":
		send(w, 404, camel{Status: 404, Message: "no", RequestID: "7"}) // want `send sends a 404 body in which "requestId" should be named "request_id"; contract amperity requires status, message`
	case "custom":
		send(w, 404, custom{"no"}) // ok: unknown
	case "helper's body":
		reply.Broken(w, http.StatusNotFound, "no") // want `reply\.Broken sends a 404 body in which "status" is missing, and "msg" should be named "message"; contract amperity requires status, message \(envelope\)`
	case "helper's body of no error":
		reply.Broken(w, http.StatusOK, "no") // ok: no error
	case "judged there":
		reply.NotFound(w, "no") // ok: reported in the helper
	case "judged there, with any status":
		reply.Legacy(w, http.StatusNotFound, "no") // ok: reported in the helper
	case "not judged there":
		reply.Named(w, http.StatusNotFound, "no") // want `reply\.Named sends a 404 body in which "message" is missing; contract amperity requires status, message \(envelope\)`
	case "helper's status":
		reply.Conflict(w, reply.Problem{Code: 409, Msg: "no"}) // ok: as above
	case "helper's status, contract":
		reply.Conflict(w, reply.Fault{Status: 409, Message: "no"}) // ok
	case "pointer":
		send(w, 404, &reply.Fault{Status: 404, Message: "no"}) // ok
	case "unknown":
		send(w, 404, decoded(r)) // ok: unknown
	}
}

func decoded(r *http.Request) (v any) {
	_ = json.NewDecoder(r.Body).Decode(&v)
	return v
}

// Status compares the status in the body with the one that is sent.
func Status(w http.ResponseWriter, r *http.Request) {
	switch r.Method {
	case "other":
		send(w, http.StatusNotFound, reply.Fault{Status: http.StatusBadRequest, Message: "no"}) // want `send sends a 404 body in which "status" is 400, not 404; contract amperity requires status, message \(envelope\)`
	case "same":
		send(w, http.StatusNotFound, reply.Fault{Status: http.StatusNotFound, Message: "no"}) // ok
	case "unset":
		send(w, http.StatusNotFound, reply.Fault{Message: "no"}) // want `"status" is 0, not 404`
	case "map":
		send(w, http.StatusNotFound, map[string]any{"status": "404", "message": "no"}) // want `"status" is a string, not an integer`
	case "map, other":
		send(w, http.StatusNotFound, map[string]any{"status": 409, "message": "no"}) // want `"status" is 409, not 404`
	case "map, same":
		send(w, http.StatusNotFound, map[string]any{"status": 404, "message": "no"}) // ok
	case "missing":
		send(w, http.StatusNotFound, map[string]any{"message": "no"}) // want `"status" is missing`
	case "one of two":
		status := http.StatusNotFound
		if r.URL.Query().Has("old") {
			status = http.StatusBadRequest
		}
		send(w, status, reply.Fault{Status: status, Message: "no"}) // ok
	case "unknown":
		send(w, http.StatusNotFound, reply.Fault{Status: len(r.URL.Path), Message: "no"}) // ok: unknown
	case "variable":
		body := reply.Fault{Status: http.StatusBadRequest, Message: "no"}
		body.RequestID = "7"
		send(w, http.StatusNotFound, body) // want `"status" is 400, not 404`
	case "shared":
		body := reply.Fault{Status: http.StatusBadRequest, Message: "no"}
		if r.URL.Query().Has("old") {
			send(w, http.StatusBadRequest, body) // ok
			return
		}
		send(w, http.StatusNotFound, body) // want `"status" is 400, not 404`
	case "encoded":
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusNotFound)
		_ = json.NewEncoder(w).Encode(reply.Fault{Status: 400, Message: "no"}) // want `\(\*json\.Encoder\)\.Encode sends a 404 body in which "status" is 400, not 404; contract amperity requires status, message \(envelope\)`
	}
}

// Maps have the keys that are written.
func Maps(w http.ResponseWriter, r *http.Request) {
	switch r.Method {
	case "error":
		send(w, 404, map[string]string{"error": message(r)}) // want `send sends a 404 body in which "status" is missing, and "message" is missing; contract amperity requires status, message`
	case "close":
		send(w, 404, map[string]any{"status": 404, "mesage": message(r)}) // want `send sends a 404 body in which "mesage" should be named "message"; contract amperity requires status, message`
	case "computed":
		send(w, 404, map[string]any{r.URL.Path: 404}) // ok: it may be any key
	case "filled":
		m := map[string]any{"status": 404}
		m["message"] = message(r)
		send(w, 404, m) // ok
	case "not filled":
		m := map[string]any{"status": 404}
		m["hint"] = message(r)
		send(w, 404, m) // want `"message" is missing`
	}
}

// Texts are parsed.
func Texts(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	switch r.Method {
	case "contract":
		w.WriteHeader(http.StatusNotFound)
		_, _ = io.WriteString(w, `{"status":404,"message":"no"}`) // ok
	case "constant":
		w.WriteHeader(http.StatusNotFound)
		_, _ = io.WriteString(w, `{"status":400,"error":"no"}`) // want `io\.WriteString sends a 404 body in which "status" is 400, not 404, and "message" is missing; contract amperity requires status, message \(envelope\)`
	case "printed":
		w.WriteHeader(http.StatusNotFound)
		fmt.Fprintf(w, `{"status":%d,"error":"%s"}`, 404, message(r)) // want `"message" is missing`
	case "quoted":
		w.WriteHeader(http.StatusNotFound)
		fmt.Fprintf(w, `{"status":%d,"message":%q}`, 404, message(r)) // ok
	case "quoted, another":
		w.WriteHeader(http.StatusNotFound)
		fmt.Fprintf(w, `{"status":%d,"error":%q}`, 404, message(r)) // want `"message" is missing`
	case "pieces":
		w.WriteHeader(http.StatusNotFound)
		_, _ = io.WriteString(w, `{"status":404,`) // ok: a piece
		_, _ = io.WriteString(w, `"message":"no"}`)
	}
}

// Success is not judged.
func Success(w http.ResponseWriter, r *http.Request) {
	switch r.Method {
	case "list":
		send(w, http.StatusOK, map[string]any{"data": []string{}, "total": 0}) // ok
	case "object":
		send(w, http.StatusOK, map[string]any{"name": "spring"}) // ok: no list
	case "bare list":
		send(w, http.StatusOK, []string{"spring"}) // want `send sends a 200 body in which the list is the whole body; contract amperity requires data\[\] \(envelope\)`
	}
}

// Ignored has a reason.
func Ignored(w http.ResponseWriter, r *http.Request) {
	send(w, 404, map[string]string{"error": message(r)}) //respvet:ignore envelope RFC 6749 wants it so
}

// Closures answer in a closure.
func Closures() http.HandlerFunc {
	fail := func(w http.ResponseWriter, status int, v any) { send(w, status, v) }
	return func(w http.ResponseWriter, r *http.Request) {
		fail(w, 404, reply.Problem{Code: 404, Msg: "no"})     // ok: as above
		fail(w, 404, reply.Fault{Status: 404, Message: "no"}) // ok
	}
}
