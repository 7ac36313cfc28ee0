// Package ledger keeps accounts in files, for the services of a house.
package ledger

import (
	"errors"
	"fmt"
	"net/http"
	"os"
	"strconv"
)

// ErrEmpty says that nothing was booked.
var ErrEmpty = errors.New("nothing was booked")

// Total returns what was booked on the account that a client asks for.
func Total(w http.ResponseWriter, r *http.Request) (int, error) {
	w.Header().Set("Cache-Control", "no-store")
	data, err := os.ReadFile(r.PathValue("account"))
	if err != nil {
		return 0, fmt.Errorf("the account is closed: %w", err)
	}
	if len(data) == 0 {
		return 0, ErrEmpty
	}
	n, err := strconv.Atoi(string(data))
	if err != nil {
		return 0, fmt.Errorf("the account is torn: %v", err)
	}
	return n, nil
}

// Check says whether a client may book what it sends.
func Check(w http.ResponseWriter, r *http.Request) error {
	w.Header().Set("Cache-Control", "no-store")
	if _, err := strconv.Atoi(r.FormValue("amount")); err != nil {
		return fmt.Errorf("not an amount: %w", err)
	}
	return nil
}

// Each calls a function for each account that a client lists, and returns its error.
func Each(w http.ResponseWriter, r *http.Request, f func(account string) error) error {
	w.Header().Set("Cache-Control", "no-store")
	for _, a := range r.URL.Query()["account"] {
		if err := f(a); err != nil {
			return fmt.Errorf("account %s: %w", a, err)
		}
	}
	return nil
}
