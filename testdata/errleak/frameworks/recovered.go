package frameworks

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"os"

	"connectrpc.com/connect"
	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/middleware/recover"
	fiber3 "github.com/gofiber/fiber/v3"
	"github.com/valyala/fasthttp"
)

// Engine tells what was thrown, in four ways.
func Engine() *gin.Engine {
	e := gin.New()
	e.Use(gin.CustomRecovery(func(c *gin.Context, v any) {
		c.JSON(http.StatusInternalServerError, gin.H{"error": fmt.Sprint(v)}) // want `\(errleak/panic\)`
	}))
	e.Use(gin.CustomRecoveryWithWriter(os.Stderr, onPanic))
	e.Use(gin.RecoveryWithWriter(os.Stderr, func(c *gin.Context, v any) {
		slog.Error("panic", "value", v)
		c.JSON(http.StatusInternalServerError, gin.H{"error": "internal error"}) // ok: constant text
	}, func(c *gin.Context, v any) {
		c.String(http.StatusInternalServerError, "panic: %v", v) // want `\(errleak/panic\)`
	}))
	e.Use(gin.CustomRecovery(shown("panic: ")))
	return e
}

func onPanic(c *gin.Context, v any) {
	c.JSON(http.StatusInternalServerError, gin.H{"error": fmt.Sprintf("%v", v)}) // want `\(errleak/panic\)`
}

func shown(prefix string) gin.RecoveryFunc {
	return func(c *gin.Context, v any) {
		c.String(http.StatusInternalServerError, prefix+fmt.Sprint(v)) // want `\(errleak/panic\)`
	}
}

// App does so in fiber.
func App() *fiber.App {
	app := fiber.New()
	app.Use(recover.New(recover.Config{
		EnableStackTrace: true,
		StackTraceHandler: func(c *fiber.Ctx, e any) {
			slog.Error("panic", "value", e)
			_ = c.Status(http.StatusInternalServerError).JSON(fiber.Map{"error": fmt.Sprint(e)}) // want `\(errleak/panic\)`
		},
	}))
	return app
}

// Recover does so in connect.
func Recover(hide bool) connect.HandlerOption {
	if hide {
		return connect.WithRecover(func(_ context.Context, _ connect.Spec, _ http.Header, v any) error {
			slog.Error("panic", "value", v)
			return connect.NewError(connect.CodeInternal, errors.New("internal error")) // ok: constant text
		})
	}
	return connect.WithRecover(func(_ context.Context, _ connect.Spec, _ http.Header, v any) error {
		return connect.NewError(connect.CodeInternal, fmt.Errorf("panic: %v", v)) // want `\(errleak/panic\)`
	})
}

func (s *server) events(c fiber3.Ctx) error {
	return c.SendStreamWriter(func(w *bufio.Writer) {
		if err := s.store.Save("a"); err != nil {
			fmt.Fprintf(w, "event: error\ndata: %v\n\n", err) // want `\(errleak/error\)`
		}
	})
}

func (s *server) older(c *fiber.Ctx) error {
	c.Context().SetBodyStreamWriter(fasthttp.StreamWriter(func(w *bufio.Writer) {
		if err := s.store.Save("a"); err != nil {
			_, _ = w.WriteString("data: " + err.Error() + "\n\n") // want `\(errleak/error\)`
		}
		if _, err := w.WriteString("data: done\n\n"); err != nil {
			slog.Error("events", "error", err) // ok: the log
		}
	}))
	return nil
}
