// Package behaviour keeps the frameworks that the fixtures answer through required.
package behaviour

import (
	_ "connectrpc.com/connect"
	_ "github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
	_ "github.com/pkg/errors"
	_ "google.golang.org/grpc"
	_ "google.golang.org/grpc/codes"
	_ "google.golang.org/grpc/status"
)
