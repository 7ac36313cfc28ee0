// Grpc shows what the errors of gRPC become behind grpc-gateway.
package main

import (
	"context"
	"errors"
	"net"
	"net/http"

	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	health "google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/status"
	"google.golang.org/grpc/test/bufconn"

	"github.com/respvet/respvet/testdata/behaviour/observe"
)

const (
	gateway   = "github.com/grpc-ecosystem/grpc-gateway/v2/runtime."
	statusPkg = "google.golang.org/grpc/status."
)

// service is a gRPC service whose one method fails.
type service struct {
	health.UnimplementedHealthServer
	err error
}

func (s service) Check(context.Context, *health.HealthCheckRequest) (*health.HealthCheckResponse, error) {
	return nil, s.err
}

// fails serves, behind a gateway, a method that returns an error. The handler is
// written as protoc-gen-grpc-gateway writes it.
func fails(err error) http.Handler {
	ln := bufconn.Listen(1 << 16)
	srv := grpc.NewServer()
	health.RegisterHealthServer(srv, service{err: err})
	go srv.Serve(ln)
	conn, err := grpc.NewClient("passthrough:///service",
		grpc.WithContextDialer(func(ctx context.Context, _ string) (net.Conn, error) { return ln.DialContext(ctx) }),
		grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		panic(err)
	}
	client := health.NewHealthClient(conn)
	return handle(func(mux *runtime.ServeMux, w http.ResponseWriter, r *http.Request) {
		_, out := runtime.MarshalerForRequest(mux, r)
		res, err := client.Check(r.Context(), &health.HealthCheckRequest{})
		if err != nil {
			runtime.HTTPError(r.Context(), mux, out, w, r, err)
			return
		}
		runtime.ForwardResponseMessage(r.Context(), mux, out, w, r, res, mux.GetForwardResponseOptions()...)
	})
}

func handle(do func(*runtime.ServeMux, http.ResponseWriter, *http.Request)) http.Handler {
	mux := runtime.NewServeMux()
	err := mux.HandlePath("GET", "/", func(w http.ResponseWriter, r *http.Request, _ map[string]string) { do(mux, w, r) })
	if err != nil {
		panic(err)
	}
	return mux
}

// An exchange is what a handler behind a gateway gets.
type exchange struct {
	http.ResponseWriter
	mux *runtime.ServeMux
	r   *http.Request
}

func (e exchange) fail(err error) {
	runtime.DefaultHTTPErrorHandler(e.r.Context(), e.mux, &runtime.JSONPb{}, e.ResponseWriter, e.r, err)
}

var app = observe.App[exchange]{
	Serve: func(do func(exchange)) http.Handler {
		return handle(func(mux *runtime.ServeMux, w http.ResponseWriter, r *http.Request) { do(exchange{w, mux, r}) })
	},
	Early:  func(e exchange) { e.Header().Set("Content-Type", "application/x-own") },
	Late:   func(e exchange) { e.Header().Set("X-Late", "yes") },
	Teapot: func(e exchange) { e.WriteHeader(observe.Status) },
	Tail:   func(e exchange) { e.Write([]byte("[tail]")) },
}

func main() {
	const code, text = codes.NotFound, observe.Marker
	failure := errors.New(text)

	observe.Carrier("google.golang.org/grpc/internal/status.Status", fails(status.Error(code, text)))
	observe.Carrier(statusPkg+"error", fails(failure))
	observe.Carrier(gateway+"HTTPStatusError", handle(func(mux *runtime.ServeMux, w http.ResponseWriter, r *http.Request) {
		err := &runtime.HTTPStatusError{HTTPStatus: observe.Status, Err: failure}
		runtime.HTTPError(r.Context(), mux, &runtime.JSONPb{}, w, r, err)
	}))

	st := status.New(code, text)
	fromError, _ := status.FromError(st.Err())
	for name, err := range map[string]error{
		"Convert":    status.Convert(st.Err()).Err(),
		"Error":      status.Error(code, text),
		"ErrorProto": status.ErrorProto(st.Proto()),
		"Errorf":     status.Errorf(code, "%v", failure),
		"FromError":  fromError.Err(),
		"FromProto":  status.FromProto(st.Proto()).Err(),
		"New":        st.Err(),
		"Newf":       status.Newf(code, "%v", failure).Err(),
	} {
		observe.Made(statusPkg+name, fails(err))
	}

	app.Call(gateway+"DefaultHTTPErrorHandler", func(e exchange) { e.fail(st.Err()) })
	observe.Implied(gateway+"DefaultHTTPErrorHandler", app.Serve(func(e exchange) { e.fail(failure) }))
	observe.Answers(gateway+"NewServeMux", fails(nil), observe.Ask{Path: "/missing"}, observe.Ask{Method: "PUT"})

	for c := codes.OK; c <= codes.Unauthenticated; c++ {
		observe.Code(gateway+"HTTPStatusFromCode", int(c), handle(func(_ *runtime.ServeMux, w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(runtime.HTTPStatusFromCode(c))
		}))
	}
}
