package reply

import (
	"errors"
	"log/slog"
	"net/http"
	"os"
)

// Internal sends a 500, whatever has happened.
func Internal(w http.ResponseWriter, err error) {
	slog.Error("internal", "err", err)
	Error(w, http.StatusInternalServerError, "something went wrong")
}

// Failed sends what fits an error.
func Failed(w http.ResponseWriter, err error) {
	if errors.Is(err, os.ErrPermission) {
		Error(w, http.StatusForbidden, "not for you")
		return
	}
	Error(w, http.StatusInternalServerError, "something went wrong")
}
