package recursion

import (
	"os"
	"path/filepath"

	"github.com/gofiber/fiber/v2"
)

type service struct{ app *fiber.App }

func newService() *service {
	s := &service{}
	s.app = fiber.New(fiber.Config{ErrorHandler: s.fail})
	s.app.Get("/seats/:seat", s.seat)
	return s
}

// fail sends what fiber's errors say, and makes one of any other error.
func (s *service) fail(c *fiber.Ctx, err error) error {
	if e, ok := err.(*fiber.Error); ok {
		return c.Status(e.Code).JSON(fiber.Map{"detail": e.Message})
	}
	return s.fail(c, fiber.NewError(fiber.StatusInternalServerError, err.Error())) // want "errleak/error"
}

func (s *service) seat(c *fiber.Ctx) error {
	n, err := load(c.Params("seat"))
	if err != nil {
		return err
	}
	return c.JSON(n)
}

func load(seat string) ([]byte, error) { return os.ReadFile("/var/seats/" + filepath.Base(seat)) }
