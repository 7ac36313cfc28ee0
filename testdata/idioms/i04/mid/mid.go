// Package mid finds what a path names.
package mid

import (
	"net/http"

	"github.com/respvet/respvet/testdata/idioms/i04/leaf"
)

// A Track is a piece of music.
type Track struct{ ID uint64 }

// Tracks holds tracks by their number.
type Tracks map[uint64]Track

// With calls next with the track that the path names; it answers 400 or 404
// where there is none.
func (t Tracks) With(w http.ResponseWriter, r *http.Request, next func(Track)) {
	leaf.Number(w, r, "track", func(n uint64) {
		track, ok := t[n]
		if !ok {
			leaf.Send(w, http.StatusNotFound, "no such track") // ok: returns
			return
		}
		next(track)
	})
}

// WithAny calls next also for a track that is not there.
func (t Tracks) WithAny(w http.ResponseWriter, r *http.Request, next func(Track)) {
	leaf.Number(w, r, "track", func(n uint64) {
		track, ok := t[n]
		if !ok {
			leaf.Send(w, http.StatusNotFound, "no such track") // want `\(missingreturn\)`
		}
		next(track)
	})
}
