package docs

import (
	"encoding/json"
	"net/http"

	"github.com/go-chi/render"
	"github.com/gofiber/fiber/v3"

	"github.com/respvet/respvet/testdata/statuscode/docs/reply"
)

// Other methods than those of the operation have no documented answers.

// Older tests the method itself, as before Go 1.22.
//
// @Success 200 {object} string
// @Failure 404 {object} reply.Error
// @Router /older [get]
func Older(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet {
		w.Header().Set("Allow", http.MethodGet)
		reply.JSON(w, http.StatusMethodNotAllowed, reply.Error{Message: "GET alone"}) // ok: the answer of no GET
		return
	}
	if r.FormValue("id") == "" {
		reply.JSON(w, http.StatusMethodNotAllowed, reply.Error{Message: "no id"}) // want `reply\.JSON sends 405 Method Not Allowed, which Older does not document \(only 200, 404\) \(statuscode/undocumented\)`
		return
	}
	reply.Missing(w) // ok
}

// Several serves two methods.
//
// @Success 200 {object} string
// @Failure 404 {object} reply.Error
// @Router /several [get]
// @Router /several [put]
func Several(w http.ResponseWriter, r *http.Request) {
	switch r.Method {
	case http.MethodGet:
		reply.Missing(w) // ok
	case http.MethodPut:
		reply.JSON(w, http.StatusOK, "done") // ok
	default:
		reply.JSON(w, http.StatusMethodNotAllowed, reply.Error{Message: "GET or PUT"}) // ok
	}
}

// Half turns one of its two methods away.
//
// @Success 200 {object} string
// @Failure 404 {object} reply.Error
// @Router /half [get]
// @Router /half [put]
func Half(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet {
		reply.JSON(w, http.StatusMethodNotAllowed, reply.Error{Message: "read only"}) // want `reply\.JSON sends 405 Method Not Allowed, which Half does not document \(only 200, 404\) \(statuscode/undocumented\)`
		return
	}
	reply.Missing(w) // ok
}

// A status that a helper only compares is not one that it chooses.

// A Problem comes from elsewhere.
type Problem struct{ Status int }

func respond(w http.ResponseWriter, status int, v any) {
	if status == 0 {
		status = http.StatusBadRequest
	}
	w.Header().Set("Content-Type", "application/json")
	if status == http.StatusNoContent {
		w.WriteHeader(status)
		return
	}
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v)
}

func bare(w http.ResponseWriter, status int) {
	switch status {
	case http.StatusNoContent:
		w.WriteHeader(http.StatusNoContent)
	case http.StatusTeapot:
		w.WriteHeader(http.StatusNotFound)
	default:
		respond(w, status, nil)
	}
}

// Compared answers what others have found.
//
// @Success 200 {object} string
// @Failure 404 {object} reply.Error
// @Failure 400 {object} reply.Error
// @Router /compared [get]
func (s *Shop) Compared(load func() (*Problem, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		p, err := load()
		switch {
		case err != nil:
			respond(w, http.StatusNoContent, nil) // want `respond sends 204 No Content, which Compared does not document \(only 200, 404, 400\) \(statuscode/undocumented\)`
		case p == nil:
			respond(w, http.StatusOK, "fine") // ok
		case s.open:
			bare(w, p.Status) // ok: nobody knows which
		default:
			respond(w, p.Status, "failed") // ok: nor here
		}
	}
}

// Chosen documents none of what its helper puts in the place of a zero.
//
// @Success 200 {object} string
// @Failure 404 {object} reply.Error
// @Router /chosen [get]
func Chosen(p *Problem) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		respond(w, p.Status, "failed") // want `respond sends 400 Bad Request, which Chosen does not document \(only 200, 404\) \(statuscode/undocumented\)`
	}
}

// A body without a status is a 200.

// Forgotten makes something and says that all is well.
//
// @Success 201 {object} string
// @Failure 404 {object} reply.Error
// @Router /forgotten [post]
func Forgotten(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	switch r.FormValue("as") {
	case "set":
		w.WriteHeader(http.StatusCreated)
		_, _ = w.Write([]byte(`{"id":1}`)) // ok
	case "render":
		render.JSON(w, r, "made") // want `render\.JSON sends 200 OK because no status is set, which Forgotten does not document \(only 201, 404\) \(statuscode/undocumented\)`
	case "chosen":
		render.Status(r, http.StatusCreated)
		render.JSON(w, r, "made") // ok
	case "parts":
		_, _ = w.Write([]byte(`{"id":`)) // ok: one line documents it
		_, _ = w.Write([]byte(`1}`))     // ok: once is enough
	default:
		encode(w, "made") // ok: here, too
	}
}

func encode(w http.ResponseWriter, v any) { _ = json.NewEncoder(w).Encode(v) }

// ForgottenFiber is the same in fiber.
//
// @Success 201 {object} string
// @Router /forgotten/fiber [post]
func ForgottenFiber(c fiber.Ctx) error {
	if c.Query("set") != "" {
		return c.Status(fiber.StatusCreated).JSON("made") // ok
	}
	return c.JSON("made") // want `fiber\.Ctx\.JSON sends 200 OK because no status is set, which ForgottenFiber does not document \(only 201\) \(statuscode/undocumented\)`
}

// Fine documents the 200.
//
// @Success 200,201 {object} string
// @Router /fine [post]
func Fine(w http.ResponseWriter, r *http.Request) {
	_ = json.NewEncoder(w).Encode("made") // ok
}

// Wrapped has a writer whose status others may have set.
//
// @Success 201 {object} string
// @Router /wrapped [post]
func Wrapped(w http.ResponseWriter, r *http.Request, next http.Handler) {
	next.ServeHTTP(w, r)
	_ = json.NewEncoder(w).Encode("made") // ok
}
