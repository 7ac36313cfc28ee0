// Package recursive has functions that call themselves: what they return besides is all that
// they return.
package recursive

import (
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"reflect"
)

// filled checks the members of a struct, and those of the structs in it.
func filled(form any) (err error) {
	v := reflect.ValueOf(form)
	if v.Kind() != reflect.Struct {
		return errors.New("a form is wanted")
	}
	for i := range v.NumField() {
		name := v.Type().Field(i).Name
		if v.Field(i).Kind() == reflect.Struct {
			if err = filled(v.Field(i).Interface()); err != nil {
				return err
			}
		} else if v.Field(i).IsZero() {
			return errors.New(name + " is missing")
		}
	}
	return nil
}

// A shelf has shelves below it.
type shelf struct {
	name  string
	books int
	below []*shelf
}

// full says which shelf has no room; each adds its name.
func (s *shelf) full() error {
	if s.books > 40 {
		return fmt.Errorf("%s has no room", s.name)
	}
	for _, b := range s.below {
		if err := b.full(); err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
	}
	return nil
}

// readable reads all folders below one.
func readable(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if e.IsDir() {
			if err := readable(filepath.Join(dir, e.Name())); err != nil {
				return fmt.Errorf("below %s: %w", dir, err)
			}
		}
	}
	return nil
}

// deeper returns what it is given, in the end.
func deeper(n int, err error) error {
	if n == 0 {
		return err
	}
	return deeper(n-1, err)
}

func serve(form any, s *shelf) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := filled(form); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError) // ok: texts of its own
			return
		}
		if err := s.full(); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError) // ok: texts of its own
			return
		}
		if err := readable("books"); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError) // want `error text from os.ReadDir is sent to the client in the body of the 500`
			return
		}
		if _, err := os.Stat("books"); err != nil {
			http.Error(w, deeper(3, err).Error(), http.StatusInternalServerError) // want `error text from recursive.deeper is sent to the client in the body of the 500`
		}
	}
}
