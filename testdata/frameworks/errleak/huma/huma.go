// Package huma sends the text of errors in huma's problems.
package huma

import (
	"context"
	"log/slog"

	"github.com/danielgtaylor/huma/v2"
)

type store interface {
	Room(id string) (string, error)
}

type input struct {
	ID string `path:"id"`
}

type output struct {
	Body string
}

type server struct{ store store }

func (s *server) get(ctx context.Context, in *input) (*output, error) {
	r, err := s.store.Room(in.ID)
	if err != nil {
		return nil, huma.Error500InternalServerError(err.Error()) // want `error text from huma\.store\.Room is sent to the client in the body of the 500`
	}
	return &output{Body: r}, nil
}

func (s *server) details(ctx context.Context, in *input) (*output, error) {
	r, err := s.store.Room(in.ID)
	if err != nil {
		return nil, huma.Error500InternalServerError("no room", err) // want `error text from huma\.store\.Room is sent to the client in the body of the 500`
	}
	return &output{Body: r}, nil
}

func (s *server) generic(ctx context.Context, in *input) (*output, error) {
	r, err := s.store.Room(in.ID)
	if err != nil {
		return nil, huma.NewError(502, "cannot load the room: "+err.Error()) // want `error text from huma\.store\.Room is sent to the client in the body of the 502`
	}
	return &output{Body: r}, nil
}

func (s *server) kept(ctx context.Context, in *input) (*output, error) {
	r, err := s.store.Room(in.ID)
	if err != nil {
		slog.ErrorContext(ctx, "room", "error", err)
		return nil, huma.Error500InternalServerError("no room") // ok
	}
	return &output{Body: r}, nil
}
