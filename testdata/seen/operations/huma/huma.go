// Package huma registers operations whose errors huma responds to.
package huma

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/danielgtaylor/huma/v2"
)

type input struct {
	ID string `path:"id"`
}

type output struct{ Body struct{ Text string } }

type service struct{ dir string }

var errGone = errors.New("the text is gone")

func (s *service) plain(ctx context.Context, in *input) (*output, error) {
	b, err := os.ReadFile(s.dir + in.ID)
	if err != nil {
		return nil, err // want "errleak/error"
	}
	return text(b), nil
}

func (s *service) wrapped(ctx context.Context, in *input) (*output, error) {
	b, err := s.read(in.ID)
	if err != nil {
		return nil, fmt.Errorf("cannot read %s: %w", in.ID, err) // want "errleak/error"
	}
	return text(b), nil
}

func (s *service) public(ctx context.Context, in *input) (*output, error) {
	b, err := s.read(in.ID)
	if errors.Is(err, os.ErrNotExist) {
		return nil, huma.Error404NotFound("no such text")
	}
	if err != nil {
		return nil, huma.Error500InternalServerError("cannot read the text")
	}
	if len(b) == 0 {
		return nil, errGone
	}
	return text(b), nil
}

// A function of the same form that is no operation.
func (s *service) find(ctx context.Context, in *input) (*output, error) {
	b, err := s.read(in.ID)
	if err != nil {
		return nil, err
	}
	return text(b), nil
}

func (s *service) read(id string) ([]byte, error) { return os.ReadFile(s.dir + id) }

func text(b []byte) *output {
	o := &output{}
	o.Body.Text = string(b)
	return o
}

// Register adds the operations to an API that others make.
func Register(api huma.API, s *service) {
	huma.Get(api, "/plain/{id}", s.plain)
	huma.Get(api, "/wrapped/{id}", s.wrapped)
	huma.Register(api, huma.Operation{Method: "GET", Path: "/public/{id}"}, s.public)
	huma.Get(api, "/literal/{id}", func(ctx context.Context, in *input) (*output, error) {
		if o, err := s.find(ctx, in); err == nil {
			return o, nil
		}
		_, err := os.Stat(s.dir)
		return nil, err // want "errleak/error"
	})
}
