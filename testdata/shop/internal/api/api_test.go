package api

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"example.com/shop/internal/client"
	"example.com/shop/internal/store"
)

// charger answers every charge alike.
type charger struct{ err error }

func (c charger) Charge(context.Context, string, int64) error { return c.err }

// broken is a store in which nothing can be saved.
type broken struct{ store.Store }

func (broken) SaveOrder(context.Context, store.Order) error {
	return errors.New("dial tcp 10.0.0.7:5432")
}

// filled returns a store with one of everything.
func filled(t *testing.T) *store.Memory {
	t.Helper()
	ctx, m := t.Context(), store.NewMemory()
	for _, err := range []error{
		m.AddProduct(ctx, store.Product{SKU: "mug", Name: "Mug", Price: 900, Stock: 3}),
		m.AddProduct(ctx, store.Product{SKU: "map", Name: "Map", Price: 500, Stock: 1, Embargo: true}),
		m.AddCustomer(ctx, store.Customer{ID: "ann", Name: "Ann", Email: "ann@example.com"}),
		m.SaveCart(ctx, store.Cart{ID: "c1", Lines: []store.Line{{SKU: "mug", Count: 2}}}),
		m.SaveCart(ctx, store.Cart{ID: "empty"}),
		m.SaveOrder(ctx, store.Order{ID: "o1", Customer: "ann", Total: 1800, State: store.StatePlaced}),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	return m
}

var tokens = map[string]string{"t-ann": "ann", "t-admin": "admin"}

// do sends a request as ann and returns the answer.
func do(h http.Handler, method, target, body string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, target, strings.NewReader(body))
	r.Header.Set("Authorization", "Bearer t-ann")
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestStatuses(t *testing.T) {
	const customer = `{"id":"bob","name":"Bob","email":"bob@example.com"}`
	for _, tt := range []struct {
		method, target, body string
		want                 int
	}{
		{"GET", "/healthz", "", 200},
		{"GET", "/readyz", "", 200},
		{"GET", "/nothing", "", 404},
		{"GET", "/products", "", 200},
		{"GET", "/products?limit=0", "", 400},
		{"GET", "/products.csv", "", 200},
		{"GET", "/products/mug", "", 200},
		{"GET", "/products/map", "", 451},
		{"GET", "/products/cup", "", 404},
		{"POST", "/products", `{"sku":"cup","name":"Cup"}`, 201},
		{"POST", "/products", `{"sku":"mug","name":"Mug"}`, 409},
		{"POST", "/products", `{"name":"Mug"}`, 400},
		{"POST", "/products", `[`, 400},
		{"DELETE", "/products/mug", "", 204},
		{"GET", "/customers/ann", "", 200},
		{"GET", "/customers/bob", "", 403},
		{"POST", "/customers", customer, 201},
		{"POST", "/customers", `{"id":"bob"}`, 422},
		{"POST", "/customers", `{"id":"bob","name":"Bob","email":"?"}`, 400},
		{"POST", "/customers/import", customer, 202},
		{"DELETE", "/customers/ann", "", 400},
		{"GET", "/carts/c1", "", 200},
		{"GET", "/carts/c2", "", 404},
		{"PUT", "/carts/c2/lines/mug?count=1", "", 200},
		{"PUT", "/carts/c2/lines/mug?count=x", "", 400},
		{"DELETE", "/carts/c1/lines/mug", "", 204},
		{"POST", "/carts/c1/merge?from=empty", "", 200},
		{"POST", "/carts/c1/merge?from=gone", "", 410},
		{"POST", "/orders", `{"cart":"c1"}`, 201},
		{"POST", "/orders", `{"cart":"empty"}`, 422},
		{"GET", "/orders/o1", "", 200},
		{"GET", "/orders/o2", "", 404},
		{"POST", "/orders/o1/pay", "", 200},
		{"POST", "/orders/o1/cancel", "", 200},
		{"GET", "/orders/o1/invoice", "", 200},
		{"POST", "/jobs/audit", "", 200},
		{"POST", "/hooks/payments", `{"order":"o1","state":"paid"}`, 204},
		{"POST", "/hooks/payments", `{`, 200},
	} {
		t.Run(tt.method+" "+tt.target, func(t *testing.T) {
			h := NewServer(filled(t), charger{}).Handler(tokens, 1000)
			w := do(h, tt.method, tt.target, tt.body)
			if w.Code != tt.want {
				t.Errorf("status %d, want %d; body: %s", w.Code, tt.want, w.Body)
			}
		})
	}
}

func TestPay(t *testing.T) {
	for _, tt := range []struct {
		name string
		err  error
		want int
	}{
		{"paid", nil, 200},
		{"declined", client.ErrDeclined, 402},
		{"nonsense", &client.StatusError{Status: 418}, 502},
		{"down", errors.New("dial tcp"), 502},
	} {
		t.Run(tt.name, func(t *testing.T) {
			h := NewServer(filled(t), charger{tt.err}).Handler(tokens, 1000)
			if w := do(h, "POST", "/orders/o1/pay", ""); w.Code != tt.want {
				t.Errorf("status %d, want %d; body: %s", w.Code, tt.want, w.Body)
			}
		})
	}
}

func TestFailKeepsSecrets(t *testing.T) {
	h := NewServer(broken{filled(t)}, charger{}).Handler(tokens, 1000)
	w := do(h, "POST", "/orders/o1/pay", "")
	if w.Code != http.StatusInternalServerError || strings.Contains(w.Body.String(), "10.0.0.7") {
		t.Errorf("status %d, body: %s", w.Code, w.Body)
	}
	var body struct {
		Errors []struct{ ErrorCode, ErrorMessage string }
	}
	if err := json.Unmarshal(w.Body.Bytes(), &body); err != nil || len(body.Errors) != 1 {
		t.Errorf("body: %s (%v)", w.Body, err)
	}
}

func TestTokens(t *testing.T) {
	h := NewServer(filled(t), charger{}).Handler(tokens, 1)
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest("GET", "/products", nil))
	if w.Code != http.StatusUnauthorized || w.Header().Get("WWW-Authenticate") == "" {
		t.Errorf("no token: status %d, header %v", w.Code, w.Header())
	}
	r := httptest.NewRequest("GET", "/products", nil)
	r.Header.Set("User-Agent", "ExampleBot/1.0")
	w = httptest.NewRecorder()
	h.ServeHTTP(w, r)
	if w.Code != http.StatusTeapot {
		t.Errorf("robot: status %d", w.Code)
	}
}
