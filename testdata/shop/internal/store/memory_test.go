package store

import (
	"errors"
	"testing"
)

func TestMemory(t *testing.T) {
	ctx, m := t.Context(), NewMemory()
	for _, sku := range []string{"b", "a", "c"} {
		if err := m.AddProduct(ctx, Product{SKU: sku}); err != nil {
			t.Fatal(err)
		}
	}
	if err := m.AddProduct(ctx, Product{SKU: "a"}); !errors.Is(err, ErrExists) {
		t.Errorf("second add: %v", err)
	}
	if ps, err := m.Products(ctx, 2); err != nil || len(ps) != 2 || ps[0].SKU != "a" {
		t.Errorf("Products(2) = %v, %v", ps, err)
	}
	if err := m.DropProduct(ctx, "a"); err != nil {
		t.Error(err)
	}
	if _, err := m.Product(ctx, "a"); !errors.Is(err, ErrNotFound) {
		t.Errorf("dropped product: %v", err)
	}
}
