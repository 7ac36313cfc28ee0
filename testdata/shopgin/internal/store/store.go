// Package store keeps what the warehouse knows.
package store

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"
)

// What every store reports of a thing that is not there, or there already.
var (
	ErrNotFound = errors.New("not found")
	ErrExists   = errors.New("exists already")
)

// A Part is something on a shelf.
type Part struct {
	ID     uint64 `json:"id"`
	Name   string `json:"name"`
	Shelf  string `json:"shelf"`
	Count  int    `json:"count"`
	Locked bool   `json:"locked"`
}

// A Transfer moves parts out of the house.
type Transfer struct {
	ID    uint64 `json:"id"`
	Part  uint64 `json:"part"`
	Count int    `json:"count"`
	Label string `json:"label"`
}

// A Store keeps all of it. Its errors are ErrNotFound, ErrExists and, for
// trouble, whatever the database said.
type Store interface {
	Parts(ctx context.Context, shelf string) ([]Part, error)
	Part(ctx context.Context, id uint64) (Part, error)
	AddPart(ctx context.Context, p Part) error
	SavePart(ctx context.Context, p Part) error
	DropPart(ctx context.Context, id uint64) error

	Transfers(ctx context.Context) ([]Transfer, error)
	Transfer(ctx context.Context, id uint64) (Transfer, error)
	SaveTransfer(ctx context.Context, t Transfer) error

	Ping(ctx context.Context) error
}

// Memory is a store for tests and demonstrations.
type Memory struct {
	mu        sync.Mutex
	parts     map[uint64]Part
	transfers map[uint64]Transfer
}

var _ Store = (*Memory)(nil)

// NewMemory returns an empty store.
func NewMemory() *Memory {
	return &Memory{parts: map[uint64]Part{}, transfers: map[uint64]Transfer{}}
}

func find[T any](m *Memory, table map[uint64]T, kind string, id uint64) (T, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	v, ok := table[id]
	if !ok {
		return v, fmt.Errorf("%s %d: %w", kind, id, ErrNotFound)
	}
	return v, nil
}

// Parts returns the parts of a shelf, or all of them.
func (m *Memory) Parts(_ context.Context, shelf string) ([]Part, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	all := slices.SortedFunc(maps.Values(m.parts), func(a, b Part) int { return cmp.Compare(a.ID, b.ID) })
	return slices.DeleteFunc(all, func(p Part) bool { return shelf != "" && p.Shelf != shelf }), nil
}

// Part returns a part.
func (m *Memory) Part(_ context.Context, id uint64) (Part, error) {
	return find(m, m.parts, "part", id)
}

// AddPart adds a part.
func (m *Memory) AddPart(_ context.Context, p Part) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if _, ok := m.parts[p.ID]; ok {
		return fmt.Errorf("part %d: %w", p.ID, ErrExists)
	}
	m.parts[p.ID] = p
	return nil
}

// SavePart adds or replaces a part.
func (m *Memory) SavePart(_ context.Context, p Part) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.parts[p.ID] = p
	return nil
}

// DropPart removes a part.
func (m *Memory) DropPart(ctx context.Context, id uint64) error {
	if _, err := m.Part(ctx, id); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.parts, id)
	return nil
}

// Transfers returns all transfers.
func (m *Memory) Transfers(context.Context) ([]Transfer, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.SortedFunc(maps.Values(m.transfers), func(a, b Transfer) int { return cmp.Compare(a.ID, b.ID) }), nil
}

// Transfer returns a transfer.
func (m *Memory) Transfer(_ context.Context, id uint64) (Transfer, error) {
	return find(m, m.transfers, "transfer", id)
}

// SaveTransfer adds or replaces a transfer.
func (m *Memory) SaveTransfer(_ context.Context, t Transfer) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.transfers[t.ID] = t
	return nil
}

// Ping has nothing to wait for.
func (m *Memory) Ping(context.Context) error { return nil }
