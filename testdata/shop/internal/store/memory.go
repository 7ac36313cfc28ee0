package store

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"sync"
)

// Memory is a store for tests and demonstrations.
type Memory struct {
	mu        sync.Mutex
	products  map[string]Product
	customers map[string]Customer
	carts     map[string]Cart
	orders    map[string]Order
}

var _ Store = (*Memory)(nil)

// NewMemory returns an empty store.
func NewMemory() *Memory {
	return &Memory{
		products:  map[string]Product{},
		customers: map[string]Customer{},
		carts:     map[string]Cart{},
		orders:    map[string]Order{},
	}
}

func find[T any](m *Memory, table map[string]T, kind, key string) (T, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	v, ok := table[key]
	if !ok {
		return v, fmt.Errorf("%s %q: %w", kind, key, ErrNotFound)
	}
	return v, nil
}

func add[T any](m *Memory, table map[string]T, kind, key string, v T) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if _, ok := table[key]; ok {
		return fmt.Errorf("%s %q: %w", kind, key, ErrExists)
	}
	table[key] = v
	return nil
}

func drop[T any](m *Memory, table map[string]T, kind, key string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if _, ok := table[key]; !ok {
		return fmt.Errorf("%s %q: %w", kind, key, ErrNotFound)
	}
	delete(table, key)
	return nil
}

// Products returns the first products by their number.
func (m *Memory) Products(_ context.Context, limit int) ([]Product, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	all := slices.SortedFunc(maps.Values(m.products), func(a, b Product) int { return cmp.Compare(a.SKU, b.SKU) })
	return all[:min(limit, len(all))], nil
}

// Product returns a product.
func (m *Memory) Product(_ context.Context, sku string) (Product, error) {
	return find(m, m.products, "product", sku)
}

// AddProduct adds a product.
func (m *Memory) AddProduct(_ context.Context, p Product) error {
	return add(m, m.products, "product", p.SKU, p)
}

// DropProduct removes a product.
func (m *Memory) DropProduct(_ context.Context, sku string) error {
	return drop(m, m.products, "product", sku)
}

// Customer returns a customer.
func (m *Memory) Customer(_ context.Context, id string) (Customer, error) {
	return find(m, m.customers, "customer", id)
}

// AddCustomer adds a customer.
func (m *Memory) AddCustomer(_ context.Context, c Customer) error {
	return add(m, m.customers, "customer", c.ID, c)
}

// DropCustomer removes a customer.
func (m *Memory) DropCustomer(_ context.Context, id string) error {
	return drop(m, m.customers, "customer", id)
}

// Cart returns a cart.
func (m *Memory) Cart(_ context.Context, id string) (Cart, error) {
	return find(m, m.carts, "cart", id)
}

// SaveCart adds or replaces a cart.
func (m *Memory) SaveCart(_ context.Context, c Cart) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.carts[c.ID] = c
	return nil
}

// Orders returns a customer's orders by their number.
func (m *Memory) Orders(_ context.Context, customer string) ([]Order, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var own []Order
	for _, id := range slices.Sorted(maps.Keys(m.orders)) {
		if o := m.orders[id]; o.Customer == customer {
			own = append(own, o)
		}
	}
	return own, nil
}

// Order returns an order.
func (m *Memory) Order(_ context.Context, id string) (Order, error) {
	return find(m, m.orders, "order", id)
}

// SaveOrder adds or replaces an order.
func (m *Memory) SaveOrder(_ context.Context, o Order) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.orders[o.ID] = o
	return nil
}

// Ping always succeeds.
func (*Memory) Ping(context.Context) error { return nil }
