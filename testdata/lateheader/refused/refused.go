// Package refused asks helpers that respond where they refuse, and responds again.
package refused

import (
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"
	"github.com/labstack/echo/v4"
)

var errSeat = errors.New("no such seat")

func send(w http.ResponseWriter, code int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	_ = json.NewEncoder(w).Encode(v)
}

// row has sent a status where it returns an error.
func row(w http.ResponseWriter, r *http.Request) (int, error) {
	n, err := strconv.Atoi(r.PathValue("row"))
	if err != nil {
		w.WriteHeader(http.StatusBadRequest)
		return 0, err
	}
	return n, nil
}

// parsed differs in the one thing: it leaves the response to its caller.
func parsed(w http.ResponseWriter, r *http.Request) (int, error) {
	n, err := strconv.Atoi(r.PathValue("row"))
	if err != nil {
		return 0, err
	}
	return n, nil
}

// seat has sent a whole response where it returns false.
func seat(w http.ResponseWriter, r *http.Request) (string, bool) {
	s := r.FormValue("seat")
	if s == "" {
		send(w, http.StatusBadRequest, "no seat")
		return "", false
	}
	return s, true
}

type guest struct{ name string }

// visitor has sent a response where it returns nil.
func visitor(w http.ResponseWriter, r *http.Request) *guest {
	c, err := r.Cookie("visitor")
	if err != nil {
		http.Error(w, "who are you", http.StatusUnauthorized)
		return nil
	}
	return &guest{c.Value}
}

// wrapped calls row, and says the same.
func wrapped(w http.ResponseWriter, r *http.Request) (int, error) {
	n, err := row(w, r)
	if err != nil {
		return 0, err
	}
	return n + 1, nil
}

func labels(w http.ResponseWriter, r *http.Request) {
	n, err := row(w, r)
	if err != nil {
		send(w, http.StatusBadRequest, "no row") // want `send sets Content-Type after row has started the response: the client does not receive it`
		return
	}
	send(w, http.StatusOK, n)
}

func again(w http.ResponseWriter, r *http.Request) {
	n, err := row(w, r)
	if err != nil {
		w.WriteHeader(http.StatusBadRequest) // want `WriteHeader sends 400 again after row has started the response`
		return
	}
	send(w, http.StatusOK, n)
}

func otherStatus(w http.ResponseWriter, r *http.Request) {
	n, err := wrapped(w, r)
	if err != nil {
		slog.Warn("no row", "error", err)
		http.Error(w, "no row", http.StatusNotFound) // want `http\.Error sets status 404 after wrapped has started the response: the client gets the first status`
		return
	}
	send(w, http.StatusOK, n)
}

func leftToCaller(w http.ResponseWriter, r *http.Request) {
	n, err := parsed(w, r)
	if err != nil {
		send(w, http.StatusBadRequest, "no row") // ok: parsed has sent nothing
		return
	}
	send(w, http.StatusOK, n)
}

func returned(w http.ResponseWriter, r *http.Request) {
	n, err := row(w, r)
	if err != nil {
		return // ok
	}
	send(w, http.StatusOK, n)
}

func secondBody(w http.ResponseWriter, r *http.Request) {
	s, ok := seat(w, r)
	if !ok {
		send(w, http.StatusBadRequest, "choose a seat") // want `send sends 400 again after seat has started the response: its body is appended to the first`
		return
	}
	send(w, http.StatusOK, s)
}

func inElse(w http.ResponseWriter, r *http.Request) {
	if s, ok := seat(w, r); ok {
		send(w, http.StatusOK, s) // ok
	} else {
		w.WriteHeader(http.StatusBadRequest) // want `WriteHeader sends 400 again after seat`
	}
}

func nothing(w http.ResponseWriter, r *http.Request) {
	g := visitor(w, r)
	if g == nil {
		send(w, http.StatusForbidden, "no cookie") // want `send sets status 403 after visitor has started the response: the client gets the first status`
		return
	}
	send(w, http.StatusOK, g.name)
}

// The error is another one.
func another(w http.ResponseWriter, r *http.Request) {
	n, err := row(w, r)
	if err != nil {
		return
	}
	if err = check(n); err != nil {
		send(w, http.StatusConflict, "taken") // ok
		return
	}
	send(w, http.StatusOK, n)
}

func check(n int) error {
	if n > 40 {
		return errSeat
	}
	return nil
}

// Where the response could not be written there may be none.
func written(w http.ResponseWriter, r *http.Request) error {
	return json.NewEncoder(w).Encode("hall")
}

func failing(w http.ResponseWriter, r *http.Request) {
	if err := written(w, r); err != nil {
		http.Error(w, "cannot write", http.StatusInternalServerError) // ok
	}
}

func closure(w http.ResponseWriter, r *http.Request) {
	price := func() (int, bool) {
		n, err := strconv.Atoi(r.FormValue("price"))
		if err != nil {
			send(w, http.StatusBadRequest, "no price")
			return 0, false
		}
		return n, true
	}
	n, ok := price()
	if !ok {
		send(w, http.StatusUnprocessableEntity, "no price") // want `send sets status 422 after price has started the response: the client gets the first status`
		return
	}
	send(w, http.StatusOK, n)
}

// gin's contexts.

func ginRow(c *gin.Context) (int, error) {
	n, err := strconv.Atoi(c.Param("row"))
	if err != nil {
		c.JSON(http.StatusBadRequest, gin.H{"error": "no row"})
		return 0, err
	}
	return n, nil
}

func ginAgain(c *gin.Context) {
	n, err := ginRow(c)
	if err != nil {
		c.JSON(http.StatusBadRequest, gin.H{"error": "bad row"}) // want `\(\*gin\.Context\)\.JSON sends 400 again after ginRow has started the response: its body is appended to the first`
		return
	}
	c.JSON(http.StatusOK, n)
}

func ginReturned(c *gin.Context) {
	n, err := ginRow(c)
	if err != nil {
		return // ok
	}
	c.JSON(http.StatusOK, n)
}

// What echo's helpers return is the error of writing, which is nil as a rule.

func echoRow(c echo.Context) (int, error) {
	n, err := strconv.Atoi(c.Param("row"))
	if err != nil {
		return 0, echo.NewHTTPError(http.StatusBadRequest, "no row")
	}
	return n, nil
}

func echoOnce(c echo.Context) error {
	n, err := echoRow(c)
	if err != nil {
		return c.JSON(http.StatusBadRequest, "bad row") // ok: nothing was sent
	}
	return c.JSON(http.StatusOK, n)
}

// Served is registered by whoever imports this package, perhaps behind a middleware that
// sets the content type.
func Served(w http.ResponseWriter, r *http.Request) {
	n, err := row(w, r)
	if err != nil {
		send(w, http.StatusBadRequest, "no row") // ok
		return
	}
	send(w, http.StatusOK, n)
}

// explain has a status for each error.
func explain(w http.ResponseWriter, err error) {
	switch {
	case errors.Is(err, http.ErrNoCookie):
		send(w, http.StatusForbidden, "no cookie")
	default:
		send(w, http.StatusBadRequest, "no row")
	}
}

func Explained(w http.ResponseWriter, r *http.Request) {
	n, err := row(w, r)
	if err != nil {
		explain(w, err) // ok: it may send what row has sent
		return
	}
	send(w, http.StatusOK, n)
}
