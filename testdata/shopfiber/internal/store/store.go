// Package store keeps the desk's tickets.
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

// A Ticket is somebody's trouble.
type Ticket struct {
	ID     int      `json:"id"`
	Owner  string   `json:"owner"`
	Text   string   `json:"text"`
	Notes  []string `json:"notes"`
	Closed bool     `json:"closed"`
}

// A Store keeps them. Its errors are ErrNotFound, ErrExists and, for trouble,
// whatever the database said.
type Store interface {
	Tickets(ctx context.Context, owner string) ([]Ticket, error)
	Ticket(ctx context.Context, id int) (Ticket, error)
	AddTicket(ctx context.Context, t Ticket) error
	SaveTicket(ctx context.Context, t Ticket) error
	DropTicket(ctx context.Context, id int) error
	Ping(ctx context.Context) error
}

// Memory is a store for tests and demonstrations.
type Memory struct {
	mu      sync.Mutex
	tickets map[int]Ticket
}

var _ Store = (*Memory)(nil)

// NewMemory returns an empty store.
func NewMemory() *Memory { return &Memory{tickets: map[int]Ticket{}} }

// Tickets returns the tickets of an owner.
func (m *Memory) Tickets(_ context.Context, owner string) ([]Ticket, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	all := []Ticket{}
	for _, t := range m.tickets {
		if t.Owner == owner {
			all = append(all, t)
		}
	}
	return all, nil
}

// Ticket returns a ticket.
func (m *Memory) Ticket(_ context.Context, id int) (Ticket, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	t, ok := m.tickets[id]
	if !ok {
		return t, fmt.Errorf("ticket %d: %w", id, ErrNotFound)
	}
	return t, nil
}

// AddTicket adds a ticket.
func (m *Memory) AddTicket(ctx context.Context, t Ticket) error {
	if _, err := m.Ticket(ctx, t.ID); err == nil {
		return fmt.Errorf("ticket %d: %w", t.ID, ErrExists)
	}
	return m.SaveTicket(ctx, t)
}

// SaveTicket adds or replaces a ticket.
func (m *Memory) SaveTicket(_ context.Context, t Ticket) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.tickets[t.ID] = t
	return nil
}

// DropTicket removes a ticket.
func (m *Memory) DropTicket(_ context.Context, id int) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.tickets, id)
	return nil
}

// Ping has nothing to wait for.
func (m *Memory) Ping(context.Context) error { return nil }
