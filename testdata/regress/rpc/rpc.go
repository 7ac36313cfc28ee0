// Package rpc has what stands around the services of gRPC and connect:
// interceptors, the gateway's error handler, a middleware before them.
package rpc

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"

	"connectrpc.com/connect"
	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// Hide lets through what the services have made a status of.
func Hide(ctx context.Context, req any, info *grpc.UnaryServerInfo, next grpc.UnaryHandler) (any, error) {
	res, err := next(ctx, req)
	if err == nil {
		return res, nil
	}
	if _, ok := status.FromError(err); ok {
		return nil, err // ok: the service has made it
	}
	slog.ErrorContext(ctx, info.FullMethod, "error", err)
	return nil, status.Error(codes.Internal, "internal error") // ok: constant text
}

// Show makes a status of whatever it gets.
func Show(ctx context.Context, req any, _ *grpc.UnaryServerInfo, next grpc.UnaryHandler) (any, error) {
	res, err := next(ctx, req)
	if err != nil {
		return nil, status.Error(codes.Internal, err.Error()) // want `\(errleak/error\)`
	}
	return res, nil
}

// Mux answers the errors of the services in its own way.
func Mux() http.Handler { return runtime.NewServeMux(runtime.WithErrorHandler(failed)) }

func failed(_ context.Context, _ *runtime.ServeMux, _ runtime.Marshaler, w http.ResponseWriter, _ *http.Request, err error) {
	st := status.Convert(err) // ok: the message that the service gave its status
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(runtime.HTTPStatusFromCode(st.Code()))
	json.NewEncoder(w).Encode(map[string]string{"message": st.Message()})
}

// Usual leaves it to the gateway.
func Usual(ctx context.Context, mux *runtime.ServeMux, m runtime.Marshaler, w http.ResponseWriter, r *http.Request) {
	runtime.DefaultHTTPErrorHandler(ctx, mux, m, w, r, status.Error(codes.Unauthenticated, "log in")) // ok: a JSON object
}

// Routed makes an error for a wrong method.
func Routed(ctx context.Context, mux *runtime.ServeMux, m runtime.Marshaler, w http.ResponseWriter, r *http.Request, cause error) {
	err := &runtime.HTTPStatusError{HTTPStatus: 405, Err: status.Error(codes.Unimplemented, "no such method")} // ok: constant text
	if cause != nil {
		err = &runtime.HTTPStatusError{HTTPStatus: 405, Err: status.Error(codes.Unimplemented, cause.Error())} // want `\(errleak/error\)`
	}
	runtime.DefaultHTTPErrorHandler(ctx, mux, m, w, r, err)
}

// Code names what an error is; a call that its client has canceled gets no status.
func Code(err error) error {
	code := connect.CodeInternal
	if errors.Is(err, context.Canceled) {
		code = connect.CodeCanceled
	}
	return connect.NewError(code, errors.New("sorry")) // ok: 499 is connect's own
}

type sessions interface{ check(token string) error }

// Auth stands before the services of connect.
func Auth(ew *connect.ErrorWriter, s sessions, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		token := r.Header.Get("Authorization")
		if token == "" {
			ew.Write(w, r, connect.NewError(connect.CodeUnauthenticated, errors.New("log in"))) // ok: constant text, in a JSON object
			return
		}
		if err := s.check(token); err != nil {
			ew.Write(w, r, connect.NewError(connect.CodeUnauthenticated, err)) // want `\(errleak/error4xx\)`
			return
		}
		next.ServeHTTP(w, r)
	})
}
