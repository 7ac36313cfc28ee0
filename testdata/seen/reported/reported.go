// Package reported sends what others make of an error: its text, or a name by which it is
// found in a log.
package reported

import (
	"encoding/json"
	"net/http"

	"golang.org/x/text/language"
	"golang.org/x/text/message"

	"github.com/respvet/respvet/testdata/seen/reported/report"
)

type store interface {
	Load(id string) ([]string, error)
}

// Nobody in sight implements it.
type tracker interface {
	Capture(err error) string
}

// One in sight implements each of these.

type keeper interface{ keep(err error) string }

type keeping struct{ last error }

func (k *keeping) keep(err error) string {
	k.last = err
	return report.ID(err)
}

type teller interface{ tell(err error) string }

type telling struct{ prefix string }

func (t telling) tell(err error) string { return t.prefix + err.Error() } // want "errleak/error"

type api struct {
	st store
	tr tracker
	kp keeper
	tl teller
}

func fail(w http.ResponseWriter, ref string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusInternalServerError)
	_ = json.NewEncoder(w).Encode(map[string]string{"error": "internal error", "ref": ref})
}

func (a *api) id(w http.ResponseWriter, r *http.Request) {
	if _, err := a.st.Load(r.PathValue("id")); err != nil {
		fail(w, report.ID(err))
	}
}

func (a *api) note(w http.ResponseWriter, r *http.Request) {
	if _, err := a.st.Load(r.PathValue("id")); err != nil {
		fail(w, report.Note(err.Error()))
	}
}

func (a *api) fingerprint(w http.ResponseWriter, r *http.Request) {
	if _, err := a.st.Load(r.PathValue("id")); err != nil {
		fail(w, report.Fingerprint(err))
	}
}

func (a *api) line(w http.ResponseWriter, r *http.Request) {
	if _, err := a.st.Load(r.PathValue("id")); err != nil {
		fail(w, report.Line(err)) // want "errleak/error"
	}
}

func (a *api) captured(w http.ResponseWriter, r *http.Request) {
	if _, err := a.st.Load(r.PathValue("id")); err != nil {
		fail(w, a.tr.Capture(err))
	}
}

func (a *api) kept(w http.ResponseWriter, r *http.Request) {
	if _, err := a.st.Load(r.PathValue("id")); err != nil {
		fail(w, a.kp.keep(err))
	}
}

func (a *api) told(w http.ResponseWriter, r *http.Request) {
	if _, err := a.st.Load(r.PathValue("id")); err != nil {
		fail(w, a.tl.tell(err))
	}
}

// Code that was not read formats it.
func (a *api) printed(w http.ResponseWriter, r *http.Request) {
	if _, err := a.st.Load(r.PathValue("id")); err != nil {
		fail(w, message.NewPrinter(language.English).Sprintf("not loaded: %v", err)) // want "errleak/error"
	}
}

// Routes registers them.
func Routes(mux *http.ServeMux, a *api) {
	mux.HandleFunc("/id/{id}", a.id)
	mux.HandleFunc("/note/{id}", a.note)
	mux.HandleFunc("/fingerprint/{id}", a.fingerprint)
	mux.HandleFunc("/line/{id}", a.line)
	mux.HandleFunc("/captured/{id}", a.captured)
	mux.HandleFunc("/kept/{id}", a.kept)
	mux.HandleFunc("/told/{id}", a.told)
	mux.HandleFunc("/printed/{id}", a.printed)
}
