// Package store keeps articles and their prices.
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

// An Article is something that the catalogue shows.
type Article struct {
	ID    int      `json:"id"`
	Title string   `json:"title"`
	Tags  []string `json:"tags,omitempty"`
	Cents int64    `json:"cents"`
	Draft bool     `json:"draft,omitempty"`
}

// A Store keeps them. Its errors are ErrNotFound, ErrExists and, for trouble,
// whatever the database said.
type Store interface {
	Articles(ctx context.Context, limit int) ([]Article, error)
	Article(ctx context.Context, id int) (Article, error)
	AddArticle(ctx context.Context, a Article) error
	SaveArticle(ctx context.Context, a Article) error
	DropArticle(ctx context.Context, id int) error
	Ping(ctx context.Context) error
}

// Memory is a store for tests and demonstrations.
type Memory struct {
	mu       sync.Mutex
	articles map[int]Article
}

var _ Store = (*Memory)(nil)

// NewMemory returns an empty store.
func NewMemory() *Memory { return &Memory{articles: map[int]Article{}} }

// Articles returns the first articles by their number.
func (m *Memory) Articles(_ context.Context, limit int) ([]Article, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	all := slices.SortedFunc(maps.Values(m.articles), func(a, b Article) int { return cmp.Compare(a.ID, b.ID) })
	return all[:min(limit, len(all))], nil
}

// Article returns an article.
func (m *Memory) Article(_ context.Context, id int) (Article, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	a, ok := m.articles[id]
	if !ok {
		return a, fmt.Errorf("article %d: %w", id, ErrNotFound)
	}
	return a, nil
}

// AddArticle adds an article.
func (m *Memory) AddArticle(ctx context.Context, a Article) error {
	if _, err := m.Article(ctx, a.ID); err == nil {
		return fmt.Errorf("article %d: %w", a.ID, ErrExists)
	}
	return m.SaveArticle(ctx, a)
}

// SaveArticle adds or replaces an article.
func (m *Memory) SaveArticle(_ context.Context, a Article) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.articles[a.ID] = a
	return nil
}

// DropArticle removes an article.
func (m *Memory) DropArticle(_ context.Context, id int) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.articles, id)
	return nil
}

// Ping has nothing to wait for.
func (m *Memory) Ping(context.Context) error { return nil }
