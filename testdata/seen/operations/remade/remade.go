// Package remade makes huma's errors itself.
package remade

import (
	"context"
	"log"
	"os"

	"github.com/danielgtaylor/huma/v2"
)

type output struct{ Body string }

type problem struct {
	Status int    `json:"status"`
	Title  string `json:"title"`
}

func (p *problem) Error() string  { return p.Title }
func (p *problem) GetStatus() int { return p.Status }

func newError(status int, message string, errs ...error) huma.StatusError {
	log.Print(errs)
	return &problem{status, message}
}

func plain(ctx context.Context, _ *struct{}) (*output, error) {
	b, err := os.ReadFile("/srv/text")
	if err != nil {
		return nil, err
	}
	return &output{string(b)}, nil
}

// Register adds the operation.
func Register(api huma.API) {
	huma.NewError = newError
	huma.Get(api, "/plain", plain)
}
