package leak

import (
	"bufio"
	"encoding/json"
	"net/http"
	"strings"
)

type settings struct{ debug bool }

func (s *settings) Debug() bool { return s.debug }

type source struct{ left []string }

func (s *source) Next() bool {
	more := len(s.left) > 0
	if more {
		s.left = s.left[1:]
	}
	return more
}

// Modes decide who reads the text.
func (a *API) Modes(w http.ResponseWriter, r *http.Request, set *settings) {
	err := a.store.Save("", nil)
	text := "cannot save"
	switch {
	case set.debug:
		text = err.Error() // ok: in debug mode alone
	case set.Debug():
		text = err.Error() // ok
	}
	if r.Host == "" {
		text = err.Error() // want `\(errleak/error\)`
	}
	http.Error(w, text, http.StatusInternalServerError)
}

// Loops ask something that changes: that is no mode.
func (a *API) Loops(w http.ResponseWriter, r *http.Request, src *source) {
	var b strings.Builder
	dec := json.NewDecoder(r.Body)
	for dec.More() {
		if err := a.store.Save("", nil); err != nil {
			b.WriteString("taken: " + err.Error()) // want `\(errleak/error4xx\)`
		}
	}
	lines := bufio.NewScanner(r.Body)
	if lines.Scan() {
		if err := a.store.Save(lines.Text(), nil); err != nil {
			b.WriteString("taken: " + err.Error()) // want `\(errleak/error4xx\)`
		}
	}
	for src.Next() {
		if err := a.store.Save("", nil); err != nil {
			b.WriteString("taken: " + err.Error()) // want `\(errleak/error4xx\)`
		}
	}
	http.Error(w, b.String(), http.StatusConflict)
}
