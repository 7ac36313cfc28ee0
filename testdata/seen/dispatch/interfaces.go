package dispatch

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"

	"github.com/respvet/respvet/testdata/seen/dispatch/reply"
)

// A package's own JSON, with the encoder behind interfaces.

type encoder interface{ Encode(v any) error }

type codec interface {
	NewEncoder(w io.Writer) encoder
}

type stdJSON struct{}

func (stdJSON) NewEncoder(w io.Writer) encoder { return json.NewEncoder(w) }

var js codec = stdJSON{}

type session struct {
	w http.ResponseWriter
	r *http.Request
}

func (s *session) send(status int, v any) {
	s.w.Header().Set("Content-Type", "application/json")
	s.w.WriteHeader(status)
	_ = js.NewEncoder(s.w).Encode(v)
}

func (s *session) broken(err error) {
	s.send(http.StatusInternalServerError, map[string]string{"message": err.Error()}) // want "errleak/error"
}

func (a *api) encoded(s *session) {
	b, err := a.st.Load(s.r.PathValue("id"))
	if err != nil {
		s.broken(err) // want "missingreturn"
	}
	s.send(http.StatusOK, b)
}

func (a *api) encodedRight(s *session) {
	b, err := a.st.Load(s.r.PathValue("id"))
	if err != nil {
		s.broken(err)
		return
	}
	s.send(http.StatusOK, b)
}

// A renderer as a field and as a parameter; its one type is in another package.

type pages struct {
	st  store
	out reply.Renderer
}

func newPages(st store) *pages { return &pages{st, reply.New()} }

func (p *pages) show(w http.ResponseWriter, r *http.Request) {
	b, err := p.st.Load(r.PathValue("id"))
	if err != nil {
		p.out.Render(w, http.StatusBadGateway, map[string]string{"error": err.Error()}) // want "errleak/error" "missingreturn"
	}
	p.out.Render(w, http.StatusOK, b)
}

func show(w http.ResponseWriter, r *http.Request, out reply.Renderer, st store) {
	b, err := st.Load(r.PathValue("id"))
	if err != nil {
		out.Render(w, http.StatusBadGateway, map[string]string{"error": "not loaded"}) // want "missingreturn"
	}
	out.Render(w, http.StatusOK, b)
}

// A context that is an interface.

func (p *pages) context(c reply.Context) {
	b, err := p.st.Load(c.Param("id"))
	if err != nil {
		c.JSON(http.StatusBadGateway, map[string]string{"error": err.Error()}) // want "errleak/error" "missingreturn"
	}
	c.JSON(http.StatusOK, b)
}

func (p *pages) contextRight(c reply.Context) {
	b, err := p.st.Load(c.Param("id"))
	if err != nil {
		c.JSON(http.StatusBadGateway, map[string]string{"error": "not loaded"})
		return
	}
	c.JSON(http.StatusOK, b)
}

// An interface of the package whose types may all fail with their own words alone, and
// one of which a type tells what the system says.

type rules interface{ Check(name string) error }

type length struct{}

var errTooLong = errors.New("the name is too long")

func (length) Check(name string) error {
	if len(name) > 20 {
		return errTooLong
	}
	return nil
}

type letters struct{}

func (letters) Check(name string) error {
	if name == "" {
		return errors.New("a name has letters")
	}
	return nil
}

type counts interface {
	Count(name string) (int, error)
}

type stored struct{ st store }

func (s stored) Count(name string) (int, error) {
	b, err := s.st.Load(name)
	return len(b), err
}

func check(rs []rules, c counts) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		for _, rule := range rs {
			if err := rule.Check(r.PathValue("name")); err != nil {
				respond(w, http.StatusUnprocessableEntity, map[string]string{"error": err.Error()})
				return
			}
		}
		n, err := c.Count(r.PathValue("name"))
		if err != nil {
			respond(w, http.StatusInternalServerError, map[string]string{"error": err.Error()}) // want "errleak/error"
			return
		}
		respond(w, http.StatusOK, map[string]int{"count": n})
	}
}

// What the one type that is seen gives decides no branch: another may be given.

type features interface{ Enabled(name string) bool }

type none struct{}

func (none) Enabled(string) bool { return false }

func feature(f features) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if f.Enabled("teapot") {
			respond(w, http.StatusConflict, map[string]string{"error": "tea"}) // want "missingreturn"
		}
		respond(w, http.StatusOK, 1)
	}
}
