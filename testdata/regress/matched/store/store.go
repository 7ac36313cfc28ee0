// Package store keeps things.
package store

import (
	"database/sql"
	"errors"
	"fmt"
	"os"
)

// ErrNone says that there is no such thing.
var ErrNone = errors.New("there is no such thing")

// A Store keeps things in a database.
type Store struct{ DB *sql.DB }

// Name returns the name of a thing.
func (s *Store) Name(id string) (name string, err error) {
	err = s.DB.QueryRow("select name from things where id = ?", id).Scan(&name)
	if errors.Is(err, sql.ErrNoRows) {
		return "", ErrNone
	}
	if err != nil {
		return "", fmt.Errorf("name of %q: %w", id, err)
	}
	return name, nil
}

// ErrBusy is what the system says of a file that is there.
var ErrBusy = os.Mkdir("/", 0)

// Open says also why there is no such thing.
func (s *Store) Open(id string) error {
	if err := s.DB.Ping(); err != nil {
		return fmt.Errorf("%w: %v", ErrNone, err)
	}
	return nil
}
