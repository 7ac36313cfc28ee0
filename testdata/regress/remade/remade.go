// Package remade has huma make errors in a way of its own.
package remade

import (
	"context"
	"log/slog"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"
)

type problem struct {
	status  int
	Message string `json:"message"`
}

func (p *problem) Error() string  { return p.Message }
func (p *problem) GetStatus() int { return p.status }

// newError keeps the errors from the client.
func newError(status int, message string, errs ...error) huma.StatusError {
	slog.Error(message, "errors", errs)
	return &problem{status, message}
}

type in struct {
	ID string `path:"id"`
}

type store interface{ drop(id string) error }

type service struct{ store store }

func (s service) drop(_ context.Context, in *in) (*struct{}, error) {
	if in.ID == "0" {
		return nil, huma.NewError(599, "not this one") // want `\(statuscode/unregistered\)`
	}
	if err := s.store.drop(in.ID); err != nil {
		return nil, huma.Error500InternalServerError("cannot drop it", err) // ok: newError logs it
	}
	return nil, nil
}

// Serve answers.
func Serve(s store) http.Handler {
	huma.NewError = newError
	mux := http.NewServeMux()
	huma.Delete(humago.New(mux, huma.DefaultConfig("things", "1")), "/things/{id}", service{s}.drop)
	return mux
}
