package httpmodel

import "testing"

func TestRelevant(t *testing.T) {
	for path, want := range map[string]bool{
		"net/http":          true,
		"net/http/httputil": true,
		"net":               false,
		"net/httpx":         false,
		"net/url":           false,

		"github.com/gin-gonic/gin":                                true,
		"github.com/gin-gonic/gin/binding":                        true,
		"github.com/gin-gonic/ginx":                               false,
		"github.com/labstack/echo/v4":                             true,
		"github.com/labstack/echo/v5":                             true,
		"github.com/gofiber/fiber/v2":                             true,
		"github.com/gofiber/fiber/v3":                             true,
		"github.com/go-chi/chi/v5":                                true,
		"github.com/go-chi/render":                                true,
		"github.com/go-chi/httprate":                              true,
		"github.com/danielgtaylor/huma/v2":                        true,
		"github.com/gorilla/mux":                                  true,
		"connectrpc.com/connect":                                  true,
		"google.golang.org/grpc/codes":                            true,
		"google.golang.org/grpc/status":                           true,
		"github.com/grpc-ecosystem/grpc-gateway/v2/runtime":       true,
		"google.golang.org/grpc/internal/envconfig":               false,
		"github.com/hashicorp/go-retryablehttp":                   true,
		"github.com/cenkalti/backoff/v5":                          true,
		"github.com/avast/retry-go/v4":                            true,
		"github.com/go-resty/resty/v2":                            true,
		"resty.dev/v3":                                            true,
		"github.com/imroc/req/v3":                                 true,
		"github.com/gojek/heimdall/v7/httpclient":                 true,
		"github.com/sethgrid/pester":                              true,
		"github.com/PuerkitoBio/rehttp":                           true,
		"github.com/failsafe-go/failsafe-go/failsafehttp":         true,
		"github.com/googleapis/gax-go/v2":                         true,
		"github.com/aws/aws-sdk-go-v2/aws/retry":                  true,
		"github.com/aws/aws-sdk-go-v2/aws":                        false,
		"github.com/aws/aws-sdk-go-v2/service/s3":                 true,
		"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy":     true,
		"k8s.io/client-go/rest":                                   true,
		"k8s.io/client-go/tools/cache":                            false,
		"example.com/vendor/github.com/gin-gonic/gin":             false, // source never spells it so
		"github.com/hashicorp/go-retryablehttp/internal/whatever": false,
	} {
		if got := Relevant(path); got != want {
			t.Errorf("Relevant(%q) = %t, want %t", path, got, want)
		}
	}
}

func TestModelled(t *testing.T) {
	for path, want := range map[string]bool{
		"net/http":                                  true,
		"github.com/gin-gonic/gin":                  true,
		"github.com/gin-gonic/gin/internal/fs":      true,
		"google.golang.org/grpc/internal/transport": true,
		"google.golang.org/grpc/internal":           true,
		"google.golang.org/grpc/metadata":           false,
		"github.com/aws/aws-sdk-go-v2/service/s3":   true,
		"github.com/gofiber/fiber/v3/middleware/x":  false,
		"example.com/shop/internal/api":             false,
	} {
		if got := Modelled(path); got != want {
			t.Errorf("Modelled(%q) = %v", path, got)
		}
	}
}
