// Package carried answers with errors that its frameworks send: what they are
// made of reaches clients, a helper or not.
package carried

import (
	"context"
	"errors"

	"connectrpc.com/connect"
	"github.com/danielgtaylor/huma/v2"
	"github.com/gofiber/fiber/v2"
	fiber3 "github.com/gofiber/fiber/v3"
	pkgerrors "github.com/pkg/errors"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// A Store keeps items.
type Store interface {
	Get(ctx context.Context, id string) (*Item, error)
}

// An Item is kept.
type Item struct{ Body string }

var errMissing = errors.New("no such item")

// Connect puts the error into the answer, and with it its text.
func Connect(ctx context.Context, s Store) (*connect.Response[Item], error) {
	item, err := s.Get(ctx, "")
	if err != nil {
		return nil, connect.NewError(connect.CodeInternal, err) // want `\(errleak/error\)`
	}
	if item == nil {
		return nil, connect.NewError(connect.CodeNotFound, errMissing) // ok: a sentinel
	}
	return connect.NewResponse(item), nil
}

// ConnectWrapped keeps the text behind a message of its own.
func ConnectWrapped(ctx context.Context, s Store) error {
	if _, err := s.Get(ctx, ""); err != nil {
		return connect.NewError(connect.CodeInternal, pkgerrors.Wrap(err, "cannot get item")) // want `\(errleak/error\)`
	}
	return connect.NewError(connect.CodeNotFound, pkgerrors.New("no such item")) // ok: a constant
}

// Huma lists the texts of the errors that it is given.
func Huma(ctx context.Context, s Store) (*Item, error) {
	item, err := s.Get(ctx, "")
	if err != nil {
		return nil, huma.Error500InternalServerError("cannot get item", err) // want `\(errleak/error\)`
	}
	if item == nil {
		return nil, huma.Error404NotFound("no such item", errMissing) // ok: a sentinel
	}
	return item, nil
}

// HumaNew calls a variable that holds the constructor.
func HumaNew(ctx context.Context, s Store) error {
	if _, err := s.Get(ctx, ""); err != nil {
		return huma.NewError(500, "cannot get item", err) // want `\(errleak/error\)`
	}
	return huma.NewError(404, "no such item") // ok: a constant
}

// GRPC answers through a gateway.
func GRPC(ctx context.Context, s Store) error {
	if _, err := s.Get(ctx, ""); err != nil {
		return status.Errorf(codes.Internal, "cannot get item: %v", err) // want `\(errleak/error\)`
	}
	return status.Error(codes.NotFound, "no such item") // ok: a constant
}

// Fiber2 answers with an Error, and through the context.
func Fiber2(c *fiber.Ctx, s Store) error {
	if _, err := s.Get(c.UserContext(), c.Params("id")); err != nil {
		return fiber.NewError(fiber.StatusBadGateway, err.Error()) // want `\(errleak/error\)`
	}
	return c.Status(fiber.StatusNotFound).JSON(fiber.Map{"error": errMissing.Error()}) // ok: a sentinel
}

// Fiber3 does so by the interface of its version.
func Fiber3(c fiber3.Ctx, s Store) error {
	if _, err := s.Get(c.Context(), c.Params("id")); err != nil {
		return c.Res().Status(500).JSON(fiber3.Map{"error": err.Error()}) // want `\(errleak/error\)`
	}
	return fiber3.ErrNotFound // ok: the text of its status
}
