// Package store keeps accounts and invoices.
package store

import (
	"context"
	"errors"
	"fmt"
	"sync"
)

// What every store reports of a thing that is not there, or there already.
var (
	ErrNotFound = errors.New("not found")
	ErrExists   = errors.New("exists already")
)

// An Account is somebody who pays.
type Account struct {
	ID    string `json:"id"`
	Email string `json:"email"`
	Open  bool   `json:"open"`
}

// An Invoice is what somebody has to pay.
type Invoice struct {
	ID      string `json:"id"`
	Account string `json:"account"`
	Cents   int64  `json:"cents"`
	Paid    bool   `json:"paid"`
}

// A Store keeps all of it. Its errors are ErrNotFound, ErrExists and, for
// trouble, whatever the database said.
type Store interface {
	Account(ctx context.Context, id string) (*Account, error)
	AddAccount(ctx context.Context, a Account) error
	SaveAccount(ctx context.Context, a Account) error
	Invoices(ctx context.Context, account string) ([]Invoice, error)
	Invoice(ctx context.Context, id string) (*Invoice, error)
	SaveInvoice(ctx context.Context, i Invoice) error
	Ping(ctx context.Context) error
}

// Memory is a store for tests and demonstrations.
type Memory struct {
	mu       sync.Mutex
	accounts map[string]Account
	invoices map[string]Invoice
}

var _ Store = (*Memory)(nil)

// NewMemory returns an empty store.
func NewMemory() *Memory {
	return &Memory{accounts: map[string]Account{}, invoices: map[string]Invoice{}}
}

func find[T any](m *Memory, table map[string]T, kind, id string) (*T, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	v, ok := table[id]
	if !ok {
		return nil, fmt.Errorf("%s %q: %w", kind, id, ErrNotFound)
	}
	return &v, nil
}

func put[T any](m *Memory, table map[string]T, id string, v T) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	table[id] = v
	return nil
}

// Account returns an account.
func (m *Memory) Account(_ context.Context, id string) (*Account, error) {
	return find(m, m.accounts, "account", id)
}

// AddAccount adds an account.
func (m *Memory) AddAccount(ctx context.Context, a Account) error {
	if _, err := m.Account(ctx, a.ID); err == nil {
		return fmt.Errorf("account %q: %w", a.ID, ErrExists)
	}
	return put(m, m.accounts, a.ID, a)
}

// SaveAccount adds or replaces an account.
func (m *Memory) SaveAccount(_ context.Context, a Account) error {
	return put(m, m.accounts, a.ID, a)
}

// Invoices returns an account's invoices.
func (m *Memory) Invoices(_ context.Context, account string) ([]Invoice, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var all []Invoice
	for _, i := range m.invoices {
		if i.Account == account {
			all = append(all, i)
		}
	}
	return all, nil
}

// Invoice returns an invoice.
func (m *Memory) Invoice(_ context.Context, id string) (*Invoice, error) {
	return find(m, m.invoices, "invoice", id)
}

// SaveInvoice adds or replaces an invoice.
func (m *Memory) SaveInvoice(_ context.Context, i Invoice) error {
	return put(m, m.invoices, i.ID, i)
}

// Ping has nothing to wait for.
func (m *Memory) Ping(context.Context) error { return nil }
