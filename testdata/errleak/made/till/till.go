// Package till counts money. It knows nothing of HTTP but the faults.
package till

import (
	"os"

	"github.com/respvet/respvet/testdata/errleak/made/fault"
)

// Open opens the till.
func Open(name string) error {
	if name == "" {
		return fault.Refused("no till has no name")
	}
	if _, err := os.ReadFile(name); err != nil {
		return fault.Broken("cannot open: %v", err).Because(err) // want `error text from os.ReadFile is sent to the client in the body of the 500`
	}
	if err := os.Remove(name); err != nil {
		return fault.Broken("cannot empty %s", name).Because(err) // ok: the cause is not sent
	}
	return nil
}
