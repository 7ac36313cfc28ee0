// Package runs runs functions again.
package runs

import "time"

// Do runs f until it succeeds.
func Do(n int, wait time.Duration, f func() error) (err error) {
	for range n {
		if err = f(); err == nil {
			return nil
		}
		time.Sleep(wait)
	}
	return err
}

// Timed runs f once.
func Timed(f func() error) (time.Duration, error) {
	start := time.Now()
	err := f()
	time.Sleep(time.Millisecond)
	return time.Since(start), err
}
