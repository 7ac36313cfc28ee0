package amperity

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"

	"github.com/respvet/respvet/testdata/envelope/amperity/reply"
)

// Filled makes bodies member by member, as helpers do.
func Filled(w http.ResponseWriter, r *http.Request, extra map[string]any, verbose bool) {
	switch r.Method {
	case "a member if there is one":
		fail(w, r, http.StatusNotFound, "no %s", "campaign") // ok: request_id is text where it is there
	case "a member that is nil if there is none":
		failNil(w, r) // ok: reported in the helper
	case "perhaps":
		m := map[string]any{"status": 404}
		if verbose {
			m["message"] = message(r)
		}
		send(w, 404, m) // want `send sends a 404 body in which "message" may be missing; contract amperity requires status, message`
	case "either":
		m := map[string]any{"status": 404}
		if verbose {
			m["message"] = message(r)
		} else {
			m["message"] = "no such campaign"
		}
		send(w, 404, m) // ok
	case "nil":
		send(w, 404, map[string]any{"status": 404, "message": nil}) // want `"message" is null, not a string`
	case "handed to code that is not known":
		m := map[string]any{"message": "no"}
		complete(m)
		send(w, 404, m) // ok
	case "a struct that is handed to code that is not known":
		body := embedded{Hint: "look"}
		finish(&body)
		send(w, 404, body) // ok
	case "a struct that is handed to code that is not known afterwards":
		body := embedded{Hint: "look"}
		send(w, 404, body) // want `"status" is 0, not 404`
		finish(&body)
	case "handed to code that is not known afterwards":
		m := map[string]any{"message": "no"}
		send(w, 404, m) // want `"status" is missing`
		complete(m)
	case "more of them":
		more(w, nil) // ok: the helper overwrites what it likes
	case "written behind the literal":
		m := map[string]any{"message": "no"}
		m["status"] = 400
		send(w, http.StatusNotFound, m) // want `"status" is 400, not 404`
	case "promoted":
		send(w, http.StatusNotFound, embedded{Hint: "look"}) // want `"status" is 0, not 404`
	case "copied":
		m := map[string]any{"message": "no"}
		maps.Copy(m, extra)
		send(w, 404, m) // ok: anything may be there
	case "not copied":
		m := map[string]any{"message": "no"}
		maps.Copy(extra, m)
		send(w, 404, m) // want `"status" is missing`
	case "by another function":
		m := map[string]any{"message": "no"}
		addStatus(m, 404)
		send(w, 404, m) // ok
	case "by another function, sent as a map":
		m := map[string]any{"message": "no"}
		addStatus(m, 404)
		sendMap(w, 404, m) // ok
	case "another by another function":
		m := map[string]any{"message": "no"}
		addStatus(m, 400)
		send(w, 404, m) // want `"status" is 400, not 404`
	case "decoded":
		var m map[string]any
		_ = json.Unmarshal([]byte(r.URL.RawQuery), &m)
		m["trace_id"] = "7"
		send(w, 404, m) // ok
	case "decoded into a struct":
		var body reply.Fault
		if err := json.Unmarshal([]byte(r.URL.RawQuery), &body); err == nil {
			send(w, 404, body) // ok
		}
	case "declared":
		var body reply.Fault
		body.Message = r.URL.RawQuery
		send(w, 404, body) // want `"status" is 0, not 404`
	case "handed back":
		send(w, 404, with(map[string]any{"message": "no"}, "status", 404)) // ok
	case "another handed back":
		send(w, 404, with(map[string]any{"message": "no"}, "trace_id", "7")) // want `"status" is missing`
	}
}

func fail(w http.ResponseWriter, r *http.Request, status int, format string, args ...any) {
	m := map[string]any{}
	m["status"] = status
	m["message"] = fmt.Sprintf(format, args...)
	if id := r.Header.Get("X-Request-Id"); id != "" {
		m["request_id"] = id
	}
	send(w, status, m)
}

func failNil(w http.ResponseWriter, r *http.Request) {
	m := map[string]any{"status": 404, "message": "no", "request_id": nil}
	if id := r.Header.Get("X-Request-Id"); id != "" {
		m["request_id"] = id
	}
	send(w, 404, m) // want `"request_id" is null, not a string`
}

func more(w http.ResponseWriter, extra map[string]any) {
	m := map[string]any{"status": 404, "message": "no"}
	for k, v := range extra {
		m[k] = v
	}
	send(w, 404, m)
}

func sendMap(w http.ResponseWriter, status int, m map[string]any) { reply.JSON(w, status, m) }

var (
	complete func(map[string]any)
	finish   func(*embedded)
)

func addStatus(m map[string]any, status int) { m["status"] = status }

func with(m map[string]any, key string, v any) map[string]any {
	m[key] = v
	return m
}

type pointing struct {
	*reply.Fault
	Hint string `json:"hint"`
}

// Pointers lead to what is filled in later.
func Pointers(w http.ResponseWriter, r *http.Request) {
	switch r.Method {
	case "behind the literal":
		body := pointing{Hint: "look"}
		body.Fault = &reply.Fault{}
		body.Status = 404
		body.Message = "no"
		send(w, 404, body) // ok
	case "in the literal":
		body := pointing{Fault: &reply.Fault{}, Hint: "look"}
		body.Status, body.Message = 404, "no"
		send(w, 404, body) // ok
	case "beside the literal":
		fault := &reply.Fault{}
		body := pointing{Fault: fault, Hint: "look"}
		fault.Status, fault.Message = 404, "no"
		send(w, 404, body) // ok
	case "another":
		fault := &reply.Fault{}
		body := pointing{Fault: fault, Hint: "look"}
		fault.Status, fault.Message = 400, "no"
		send(w, 404, body) // want `"status" is 400, not 404`
	case "never":
		body := pointing{Hint: "look"}
		body.Fault = &reply.Fault{}
		body.Message = "no"
		send(w, 404, body) // want `"status" is 0, not 404`
	}
}
