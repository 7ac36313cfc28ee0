// Package store keeps users.
package store

// A Store keeps users.
type Store interface {
	User(id string) (string, error)
}
