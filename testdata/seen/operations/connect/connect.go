// Package connect has methods of a service, whose errors connect responds to.
package connect

import (
	"context"
	"errors"
	"os"

	"connectrpc.com/connect"
)

type question struct{ ID string }

type answer struct{ Text string }

type service struct{ dir string }

// Read is one of them.
func (s *service) Read(ctx context.Context, req *connect.Request[question]) (*connect.Response[answer], error) {
	b, err := os.ReadFile(s.dir + req.Msg.ID)
	if err != nil {
		return nil, err // want "errleak/error"
	}
	return connect.NewResponse(&answer{string(b)}), nil
}

// Look is another one.
func (s *service) Look(ctx context.Context, req *connect.Request[question]) (*connect.Response[answer], error) {
	b, err := os.ReadFile(s.dir + req.Msg.ID)
	if errors.Is(err, os.ErrNotExist) {
		return nil, connect.NewError(connect.CodeNotFound, errors.New("no such text"))
	}
	if err != nil {
		return nil, connect.NewError(connect.CodeInternal, errors.New("cannot read the text"))
	}
	return connect.NewResponse(&answer{string(b)}), nil
}
