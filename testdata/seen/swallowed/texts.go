package swallowed

import (
	"log"

	"github.com/gofiber/fiber/v2"
)

type texts interface {
	Load(id string) ([]string, error)
	Get(id string) (string, error)
	Count(id string) (int, error)
}

type F struct{ st texts }

// swallowed
func (h *F) s1(c *fiber.Ctx) error {
	s, err := h.st.Get("a")
	if err != nil {
		log.Print(err)
	}
	return c.JSON(s) // want "noresponse/swallowed"
}
func (h *F) s2(c *fiber.Ctx) error {
	s, err := h.st.Get("a")
	if err != nil {
		return err
	}
	return c.JSON(s)
}
func (h *F) s3(c *fiber.Ctx) error {
	s, err := h.st.Load("a")
	if err != nil {
		log.Print(err)
	}
	return c.JSON(s) // want "noresponse/swallowed"
}

func (h *F) s4(c *fiber.Ctx) error {
	n, err := h.st.Count("a")
	if err != nil {
		log.Print(err)
	}
	return c.JSON(n)
}

func (h *F) s5(c *fiber.Ctx) error {
	s, err := h.st.Get("a")
	if err != nil {
		log.Print(err)
		s = "unknown"
	}
	return c.JSON(s)
}

func Fiber(f *fiber.App, h *F) {
	f.Get("/s1", h.s1)
	f.Get("/s2", h.s2)
	f.Get("/s3", h.s3)
	f.Get("/s4", h.s4)
	f.Get("/s5", h.s5)
}
