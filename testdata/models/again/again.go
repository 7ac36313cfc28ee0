// Package again runs functions again.
package again

import "time"

// Do runs f until it succeeds, n times at most.
func Do(n int, f func() error) error {
	var err error
	for i := range n {
		if err = f(); err == nil {
			return nil
		}
		time.Sleep(time.Second << i)
	}
	return err
}
