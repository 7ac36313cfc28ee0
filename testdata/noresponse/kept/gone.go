package kept

import (
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
)

// Where the body as it comes cannot be read nobody waits any more.
func (g *garden) read(w http.ResponseWriter, r *http.Request) {
	data, err := io.ReadAll(r.Body)
	if err != nil {
		slog.Debug("cannot read", "error", err)
		return // ok
	}
	reply(w, http.StatusOK, len(data))
}

func (g *garden) readSome(w http.ResponseWriter, r *http.Request) {
	data, err := io.ReadAll(io.LimitReader(r.Body, 1<<20))
	if err != nil {
		return // ok
	}
	reply(w, http.StatusOK, len(data))
}

// A limit that makes reading fail.
func (g *garden) readLimited(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, 1<<20)
	data, err := io.ReadAll(r.Body)
	if err != nil {
		return // want `io.ReadAll failed`
	}
	reply(w, http.StatusOK, len(data))
}

// Copying fails where the copy goes, too.
func copyTo(to io.Writer) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		n, err := io.Copy(to, r.Body)
		if err != nil {
			return // want `io.Copy failed`
		}
		reply(w, http.StatusOK, n)
	}
}

type saver interface{ Save(v any) error }

// What was decoded is of use: a body that is none is the client's mistake.
func hook(s saver) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodPost {
			reply(w, http.StatusMethodNotAllowed, "POST")
			return
		}
		var v map[string]string
		if err := json.NewDecoder(r.Body).Decode(&v); err != nil {
			slog.Error("cannot decode", "error", err)
			return // want `Decode failed`
		}
		if err := s.Save(v); err != nil {
			slog.Error("cannot save", "error", err)
			return // ok: nothing is said where it was saved either
		}
	}
}

// The neighbour says something where it was saved.
func hookSaid(s saver) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var v map[string]string
		if err := json.NewDecoder(r.Body).Decode(&v); err != nil {
			reply(w, http.StatusBadRequest, "no JSON")
			return
		}
		if err := s.Save(v); err != nil {
			slog.Error("cannot save", "error", err)
			return // want `s.Save failed`
		}
		w.WriteHeader(http.StatusNoContent)
	}
}
