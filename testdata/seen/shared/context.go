package shared

import (
	"errors"
	"net/http"

	"example.com/shared/desk"
)

// Contexts of another module are interfaces; what implements them there is read.
func (a *api) desk(mux *http.ServeMux) {
	mux.Handle("/a", desk.Handle(func(c desk.Context) {
		b, err := a.st.Load("a")
		if err != nil {
			c.Fail(http.StatusInternalServerError, err) // want "errleak/error"
			return
		}
		c.Send(http.StatusOK, b)
	}))
	mux.Handle("/b", desk.Handle(func(c desk.Context) {
		b, err := a.st.Load("b")
		if err != nil {
			c.Fail(http.StatusInternalServerError, errors.New("cannot load")) // want "missingreturn"
		}
		c.Send(http.StatusOK, b)
	}))
	mux.Handle("/c", desk.Handle(func(c desk.Context) {
		b, err := a.st.Load("c")
		if err != nil {
			desk.NewBin().Fail(http.StatusInternalServerError, err)
			c.Fail(http.StatusInternalServerError, errors.New("cannot load"))
			return
		}
		c.Send(http.StatusOK, b)
	}))
}
