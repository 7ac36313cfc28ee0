package httpmodel

import "strings"

// A library is a package tree whose importers can answer requests or make them.
type library struct {
	path string // import path of the tree's root, without a major version
	tree bool   // packages below the root count as well (echo/v5, resty/v2, gin/render)
}

// libraries holds every import that makes a package worth reading. A dependency
// that imports none of them, and none whose packages have facts, can neither
// answer a request nor make one.
var libraries = []library{
	// The standard library.
	{path: "net/http", tree: true},

	// Servers.
	{path: "github.com/gin-gonic/gin", tree: true},
	{path: "github.com/labstack/echo", tree: true},
	{path: "github.com/gofiber/fiber", tree: true},
	{path: "github.com/valyala/fasthttp"}, // what fiber's contexts wrap
	{path: "github.com/go-chi/chi", tree: true},
	{path: "github.com/go-chi/render"},
	{path: "github.com/go-chi/httprate"},
	{path: "github.com/danielgtaylor/huma", tree: true},
	{path: "github.com/gorilla/mux"},
	{path: "github.com/gorilla/handlers"},
	{path: "connectrpc.com/connect"},
	{path: "github.com/cloudwego/hertz/pkg", tree: true},
	{path: "github.com/kataras/iris/v12", tree: true},
	{path: "github.com/emicklei/go-restful/v3"},
	{path: "github.com/aws/aws-lambda-go/events"},
	{path: "github.com/go-fuego/fuego"},
	{path: "github.com/zeromicro/go-zero/rest", tree: true},
	{path: "github.com/go-kratos/kratos/v2/encoding"},
	{path: "github.com/go-kratos/kratos/v2/errors"},
	{path: "github.com/go-kratos/kratos/v2/transport/http"},
	{path: "github.com/go-kit/kit/transport/http"},
	{path: "github.com/a-h/templ"},
	{path: "github.com/twitchtv/twirp"},
	{path: "goa.design/goa/v3/http"},
	{path: "goa.design/goa/v3/pkg"},
	{path: "github.com/99designs/gqlgen/graphql"},
	{path: "github.com/99designs/gqlgen/graphql/handler"},
	{path: "github.com/vektah/gqlparser/v2/gqlerror"},
	{path: "github.com/julienschmidt/httprouter"},
	{path: "github.com/uptrace/bunrouter"},
	{path: "github.com/urfave/negroni", tree: true},
	{path: "google.golang.org/grpc"},
	{path: "google.golang.org/grpc/codes"},
	{path: "google.golang.org/grpc/status"},
	{path: "github.com/grpc-ecosystem/grpc-gateway/v2/runtime"},

	// Clients, and what retries around them.
	{path: "github.com/hashicorp/go-retryablehttp"},
	{path: "github.com/cenkalti/backoff", tree: true},
	{path: "github.com/avast/retry-go", tree: true},
	{path: "github.com/go-resty/resty", tree: true},
	{path: "resty.dev/v3"},
	{path: "github.com/imroc/req", tree: true},
	{path: "github.com/dghubble/sling"},
	{path: "github.com/carlmjohnson/requests"},
	{path: "gopkg.in/h2non/gentleman.v2"},
	{path: "github.com/go-openapi/runtime/client"},
	{path: "github.com/sethvargo/go-retry"},
	{path: "github.com/eapache/go-resiliency/retrier"},
	{path: "k8s.io/client-go/util/retry"},
	{path: "github.com/gojek/heimdall", tree: true},
	{path: "github.com/sethgrid/pester"},
	{path: "github.com/PuerkitoBio/rehttp"},
	{path: "github.com/failsafe-go/failsafe-go/failsafehttp"},
	{path: "github.com/googleapis/gax-go", tree: true},
	{path: "github.com/aws/aws-sdk-go-v2/aws/retry"},
	{path: "github.com/aws/aws-sdk-go-v2/service", tree: true},
	{path: "github.com/Azure/azure-sdk-for-go/sdk/azcore", tree: true},
	{path: "k8s.io/client-go/rest"},
}

// Relevant reports whether a package that imports importPath, as its source
// spells it, may answer requests or make them. It is asked for every import of
// every dependency, so the table is plain data that needs no initialisation.
func Relevant(importPath string) bool {
	for i := range libraries {
		rest, ok := strings.CutPrefix(importPath, libraries[i].path)
		if ok && (rest == "" || libraries[i].tree && rest[0] == '/') {
			return true
		}
	}
	return false
}

// Modelled reports whether nothing is to be read of a package: it has a table, or
// is an internal one of a library that has, and can be called by nobody else.
func Modelled(importPath string) bool {
	root, _, internal := strings.Cut(importPath+"/", "/internal/")
	return Known(importPath) || internal && Relevant(root)
}
