package client

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"
)

func TestCharge(t *testing.T) {
	for _, tt := range []struct {
		name    string
		answers []int
		wantErr bool
	}{
		{"at once", []int{201}, false},
		{"after a retry", []int{503, 429, 200}, false},
		{"too often", []int{503, 503, 503, 200}, true},
		{"declined", []int{402, 200}, true},
		{"refused", []int{400, 200}, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			n := 0
			srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.Header.Get("Idempotency-Key") != "o1" {
					t.Error("no key")
				}
				w.WriteHeader(tt.answers[n])
				n++
			}))
			defer srv.Close()
			p := &Payments{Base: srv.URL, HTTP: srv.Client(), Tries: 3}
			err := p.Charge(t.Context(), "o1", 100)
			if (err != nil) != tt.wantErr {
				t.Errorf("Charge: %v", err)
			}
			if tt.name == "declined" && !errors.Is(err, ErrDeclined) {
				t.Errorf("Charge: %v, want ErrDeclined", err)
			}
		})
	}
}
