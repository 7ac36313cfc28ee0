// Package objects returns its responses.
package objects

import (
	"context"
	"encoding/json"
	"log"
	"net/http"

	"github.com/respvet/respvet/testdata/seen/objects/generated"
)

type store interface {
	Load(ctx context.Context, id string) ([]string, error)
}

type pets struct{ st store }

func (p *pets) leaks(ctx context.Context, id string) (generated.PetResponse, error) {
	tags, err := p.st.Load(ctx, id)
	if err != nil {
		return generated.PetDefault{
			Body:       generated.Problem{Message: "cannot load: " + err.Error()}, // want "errleak/error"
			StatusCode: http.StatusInternalServerError,
		}, nil
	}
	if len(tags) == 0 {
		return generated.Pet404{Message: "no such pet"}, nil
	}
	return generated.Pet200{Tags: tags}, nil
}

func (p *pets) unregistered(ctx context.Context, id string) (generated.PetResponse, error) {
	if id == "" {
		return generated.PetDefault{generated.Problem{Message: "no"}, 599}, nil // want "statuscode/unregistered"
	}
	return generated.Pet204{}, nil
}

func (p *pets) text(ctx context.Context, id string) (generated.PetResponse, error) {
	if id == "" {
		return generated.Pet503("closed"), nil // want "rawerror"
	}
	if id == "0" {
		return generated.PetDefault{generated.Problem{Message: "closed"}, 503}, nil
	}
	return generated.Pet204{}, nil
}

func (p *pets) list(ctx context.Context, id string) (generated.PetResponse, error) {
	var tags []string // want "nilslice"
	all, err := p.st.Load(ctx, "")
	if err != nil {
		log.Print(err)
		return generated.PetDefault{generated.Problem{Message: "cannot load"}, 500}, nil
	}
	for _, t := range all {
		if t != id {
			tags = append(tags, t)
		}
	}
	return generated.Pet200{Tags: tags}, nil
}

func (p *pets) listRight(ctx context.Context, id string) (generated.PetResponse, error) {
	tags := []string{}
	all, err := p.st.Load(ctx, "")
	if err != nil {
		return nil, err
	}
	for _, t := range all {
		if t != id {
			tags = append(tags, t)
		}
	}
	return generated.Pet200{Tags: tags}, nil
}

// A response of this package, by a pointer.

type result interface {
	Send(ctx context.Context, w http.ResponseWriter)
}

type failure struct {
	Status  int    `json:"-"`
	Message string `json:"message"`
}

func (f *failure) Send(ctx context.Context, w http.ResponseWriter) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(f.Status)
	if err := json.NewEncoder(w).Encode(f); err != nil {
		log.Print(err)
	}
}

func failed(status int, message string) result { return &failure{status, message} }

func (p *pets) own(ctx context.Context, id string) result {
	if _, err := p.st.Load(ctx, id); err != nil {
		return &failure{Status: 500, Message: err.Error()} // want "errleak/error"
	}
	return failed(404, "no such pet")
}

// What writes more than itself is no response.

type view struct{ name string }

func (v view) Render(w http.ResponseWriter, data any) error { return json.NewEncoder(w).Encode(data) }

func views() []view { return []view{{"a"}} }

func first() view { return view{"b"} }
