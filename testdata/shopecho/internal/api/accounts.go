package api

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/mail"

	"github.com/labstack/echo/v4"
	"github.com/respvet/respvet/testdata/shopecho/internal/apierr"
	"github.com/respvet/respvet/testdata/shopecho/internal/reply"
	"github.com/respvet/respvet/testdata/shopecho/internal/store"
)

// accountInput is what a client says of an account.
type accountInput struct {
	ID    string `json:"id"`
	Email string `json:"email"`
}

// check tells a client what is wrong with its account, in words made here.
func (in *accountInput) check() error {
	if len(in.ID) < 3 {
		return fmt.Errorf("id has %d letters, which are too few", len(in.ID))
	}
	return nil
}

// account returns the account that a path names; if it has answered, it says so.
func (s *Server) account(c echo.Context) (a *store.Account, answered bool, err error) {
	a, err = s.store.Account(c.Request().Context(), c.Param("id"))
	if errors.Is(err, store.ErrNotFound) {
		return nil, true, reply.Error(c, http.StatusNotFound, "there is no such account") // ok: the caller looks at answered
	}
	return a, false, err
}

// openAccount returns the account that a path names if it is open; else it
// has answered.
func (s *Server) openAccount(c echo.Context) (*store.Account, error) {
	a, err := s.store.Account(c.Request().Context(), c.Param("id"))
	if err != nil {
		return nil, public("account", err) // ok: not an answer yet
	}
	if !a.Open {
		return a, reply.Error(c, http.StatusForbidden, "this account is closed") // returns nil where the answer was sent
	}
	return a, nil
}

func (s *Server) getAccount(c echo.Context) error {
	a, answered, err := s.account(c)
	if answered || err != nil {
		return err
	}
	return reply.OK(c, a) // ok: the first answer
}

func (s *Server) createAccount(c echo.Context) error {
	var in accountInput
	if err := c.Bind(&in); err != nil {
		return echo.NewHTTPError(http.StatusBadRequest, "the body is no account").SetInternal(err) // ok: the cause stays inside
	}
	if err := in.check(); err != nil {
		return echo.NewHTTPError(http.StatusBadRequest, err.Error()) // ok: text of our own validator
	}
	if _, err := mail.ParseAddress(in.Email); err != nil {
		return echo.NewHTTPError(http.StatusBadRequest, "not an address: "+err.Error()) // BAD(errleak/parse): the address parser's text
	}
	err := s.store.AddAccount(c.Request().Context(), store.Account{ID: in.ID, Email: in.Email, Open: true})
	switch {
	case errors.Is(err, store.ErrExists):
		return echo.NewHTTPError(http.StatusBadRequest, "this account exists already") // BAD(statusmeaning): a 400 for what exists already
	case err != nil:
		return err // ok: Handle says nothing of it
	}
	c.Response().Header().Set(echo.HeaderLocation, "/v1/accounts/"+in.ID)
	return c.JSON(http.StatusCreated, in) // BAD(statuscode/undocumented): a 201 that the contract does not know
}

func (s *Server) putAccount(c echo.Context) error {
	var in accountInput
	if err := c.Bind(&in); err != nil {
		return err // BAD(errleak/parse): Bind's error has the decoder's text
	}
	if in.ID != c.Param("id") {
		return echo.NewHTTPError(http.StatusUnprocessableEntity, "the path and the body name two accounts") // BAD(statuscode/undocumented): a 422 that the contract does not know
	}
	if err := s.store.SaveAccount(c.Request().Context(), store.Account{ID: in.ID, Email: in.Email}); err != nil {
		slog.Error("save account", "error", err)
		return nil // BAD(noresponse): the client sees 200
	}
	return reply.OK(c, in)
}

func (s *Server) closeAccount(c echo.Context) error {
	a, err := s.openAccount(c) // BAD(missingreturn): a 403 from openAccount, and the account is closed all the same
	if err != nil {
		return err
	}
	a.Open = false
	if err := s.store.SaveAccount(c.Request().Context(), *a); err != nil {
		return apierr.Because(http.StatusInternalServerError, "the account cannot be closed", err) // BAD(errleak/error): what the database said
	}
	return reply.OK(c, a)
}

func (s *Server) listInvoices(c echo.Context) error {
	all, err := s.store.Invoices(c.Request().Context(), c.Param("id"))
	if err != nil {
		return public("account", err) // ok
	}
	return reply.List(c, all)
}

// listDebts lists what is not paid yet.
func (s *Server) listDebts(c echo.Context) error {
	all, err := s.store.Invoices(c.Request().Context(), c.Param("id"))
	if err != nil {
		return reply.Legacy(c, http.StatusInternalServerError, "the debts cannot be read") // ok: the mistake is in Legacy
	}
	var debts []store.Invoice // BAD(nilslice): data is null for who paid everything
	for _, i := range all {
		if !i.Paid {
			debts = append(debts, i)
		}
	}
	return c.JSON(http.StatusOK, echo.Map{"data": debts})
}

func (s *Server) total(c echo.Context) error {
	all, err := s.store.Invoices(c.Request().Context(), c.Param("id"))
	if err != nil {
		return c.JSON(http.StatusOK, reply.Body{Status: http.StatusInternalServerError, Message: "the total cannot be made"}) // BAD(statuscode/success): a 200 that holds an error
	}
	var cents int64
	for _, i := range all {
		cents += i.Cents
	}
	return reply.OK(c, map[string]int64{"cents": cents})
}
