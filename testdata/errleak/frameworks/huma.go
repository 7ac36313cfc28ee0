package frameworks

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
)

// trouble is an error of the package's own that huma sends as it is.
type trouble struct {
	Status int    `json:"status"`
	Text   string `json:"text"`
	Cause  error  `json:"-"`
}

func (t *trouble) Error() string { return t.Text }

func (t *trouble) GetStatus() int { return t.Status }

// failure has no status: what becomes of it, huma decides.
type failure struct{ Text string }

func (f *failure) Error() string { return f.Text }

type in struct {
	Raw bool `query:"raw"`
}

type out struct{}

func (s *server) rename(_ context.Context, _ *in) (*out, error) {
	if err := s.store.Save("a"); err != nil {
		return nil, &trouble{Status: http.StatusConflict, Text: "not saved: " + err.Error()} // want `\(errleak/error4xx\)`
	}
	if err := s.store.Save("b"); err != nil {
		return nil, &trouble{Status: http.StatusConflict, Text: "not saved", Cause: err} // ok: not encoded
	}
	if err := s.store.Save("c"); err != nil {
		return nil, &failure{Text: "not saved: " + err.Error()} // ok: nothing here says what becomes of it
	}
	return &out{}, nil
}

// remove asks what the client asked for: that is no mode.
func (s *server) remove(_ context.Context, i *in) (*out, error) {
	if err := s.store.Save("a"); err != nil {
		if i.Raw {
			return nil, huma.Error500InternalServerError("not saved: " + err.Error()) // want `\(errleak/error\)`
		}
		return nil, huma.Error500InternalServerError("not saved") // ok: constant text
	}
	return &out{}, nil
}

// hide asks the service.
func (s *server) hide(_ context.Context, i *in) (*out, error) {
	if err := s.store.Save("a"); err != nil {
		if s.debug {
			return nil, huma.Error500InternalServerError("not saved", err) // ok: in debug mode alone
		}
		return nil, huma.Error500InternalServerError("not saved") // ok: constant text
	}
	return &out{}, nil
}

// direct hands on both results of a call.
func (s *server) direct(_ context.Context, i *in) (*out, error) {
	if i.Raw {
		return s.load("raw")
	}
	return s.fetch("cooked")
}

func (s *server) load(name string) (*out, error) {
	if err := s.store.Save(name); err != nil {
		return nil, &trouble{Status: http.StatusConflict, Text: "not loaded: " + err.Error()} // want `\(errleak/error4xx\)`
	}
	return &out{}, nil
}

func (s *server) fetch(name string) (*out, error) {
	if err := s.store.Save(name); err != nil {
		return nil, &trouble{Status: http.StatusConflict, Text: "not fetched"} // ok: constant text
	}
	return &out{}, nil
}
