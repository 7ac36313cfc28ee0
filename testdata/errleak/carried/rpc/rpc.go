// Package rpc is a gRPC service before which nothing answers HTTP requests.
package rpc

import (
	"context"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// A Store keeps songs.
type Store interface {
	Song(ctx context.Context, name string) (string, error)
}

// Song answers an error of gRPC.
func Song(ctx context.Context, s Store, name string) (string, error) {
	song, err := s.Song(ctx, name)
	if err != nil {
		return "", status.Error(codes.Internal, err.Error()) // ok: no HTTP client ever sees it
	}
	return song, nil
}
