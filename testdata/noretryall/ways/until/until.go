// Package until has runners that look at what a function returns.
package until

import "time"

// OK runs f until ok likes what it returns.
func OK[T any](f func() (T, error), ok func(T) bool) (T, error) {
	for i := 0; ; i++ {
		v, err := f()
		if err == nil && ok(v) || i == 5 {
			return v, err
		}
		time.Sleep(time.Second << i)
	}
}

// Nil runs f until it returns no error.
func Nil[T any](f func() (T, error), _ func(T) bool) (T, error) {
	for i := 0; ; i++ {
		v, err := f()
		if err == nil || i == 5 {
			return v, err
		}
		time.Sleep(time.Second << i)
	}
}
