// Package again is a runner of the project's own.
package again

import "time"

// Do runs f until it returns no error.
func Do(n int, f func() error) (err error) { // no library knows of it
	for i := range n {
		if err = f(); err == nil {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return err
}

// Once runs f.
func Once(f func() error) error { return f() }
