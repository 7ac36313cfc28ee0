package api

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"
	"github.com/respvet/respvet/testdata/shopecho/internal/apierr"
	"github.com/respvet/respvet/testdata/shopecho/internal/reply"
	"github.com/respvet/respvet/testdata/shopecho/internal/store"
)

// withInvoice calls next with the invoice that a path names.
func (s *Server) withInvoice(c echo.Context, next func(i *store.Invoice) error) error {
	i, err := s.store.Invoice(c.Request().Context(), c.Param("id"))
	if err != nil {
		return public("invoice", err) // ok
	}
	return next(i)
}

// price reads an amount, or says with which status to refuse it.
func price(text string) (cents int64, status int, err error) {
	cents, err = strconv.ParseInt(text, 10, 64)
	switch {
	case err != nil:
		return 0, http.StatusBadRequest, errors.New("cents is no number")
	case cents > 1_000_000:
		return 0, http.StatusPaymentRequired, fmt.Errorf("%d cents are more than an invoice may have", cents) // BAD(statuscode/undocumented): a 402; the text is of our own making
	}
	return cents, http.StatusOK, nil
}

func (s *Server) createInvoice(c echo.Context) error {
	cents, status, err := price(c.FormValue("cents"))
	if err != nil {
		return reply.Error(c, status, err.Error())
	}
	i := store.Invoice{ID: c.FormValue("id"), Account: c.FormValue("account"), Cents: cents}
	if i.Account == "" {
		return reply.Error(c, http.StatusNotFound, "account is missing") // BAD(statusmeaning): a 404 for a parameter that is missing
	}
	if err := s.store.SaveInvoice(c.Request().Context(), i); err != nil {
		return echo.NewHTTPError(http.StatusInternalServerError, fmt.Sprintf("cannot save: %+v", err)) // BAD(errleak/verbose): all that the database's error has to say
	}
	return reply.OK(c, i)
}

func (s *Server) getInvoice(c echo.Context) error {
	return s.withInvoice(c, func(i *store.Invoice) error {
		if i.Cents == 0 {
			return c.NoContent(http.StatusNotFound) // BAD(rawerror/empty): a 404 without status and message
		}
		return reply.OK(c, i)
	})
}

func (s *Server) payInvoice(c echo.Context) error {
	return s.withInvoice(c, func(i *store.Invoice) error {
		if i.Paid {
			return reply.Error(c, http.StatusConflict, "this invoice is paid") // ok
		}
		i.Paid = true
		err := s.store.SaveInvoice(c.Request().Context(), *i)
		if errors.Is(err, context.DeadlineExceeded) {
			return reply.Error(c, http.StatusServiceUnavailable, "the ledger is busy, try again later") // ok: the contract has no 504
		}
		if err != nil {
			return c.String(http.StatusInternalServerError, "cannot pay: "+err.Error()) // BAD(rawerror) BAD(errleak/error): text/plain, and what the database said
		}
		return reply.OK(c, i)
	})
}

func (s *Server) splitInvoice(c echo.Context) error {
	return s.withInvoice(c, func(i *store.Invoice) error {
		n, err := strconv.ParseInt(c.QueryParam("parts"), 10, 8)
		if err != nil || n < 2 {
			_ = reply.Error(c, http.StatusBadRequest, "parts is a number from 2 to 127") // BAD(missingreturn): the 400, and the invoice is split all the same
		}
		for p := range n {
			part := store.Invoice{ID: fmt.Sprint(i.ID, "-", p), Account: i.Account, Cents: i.Cents / n}
			if err := s.store.SaveInvoice(c.Request().Context(), part); err != nil {
				return apierr.Wrap(http.StatusInternalServerError, "the invoice cannot be split", err) // ok: the cause is only logged
			}
		}
		return reply.OK(c, i)
	})
}

func (s *Server) deleteInvoice(c echo.Context) error {
	return s.withInvoice(c, func(i *store.Invoice) error {
		if i.Paid {
			return c.JSON(http.StatusConflict, reply.Body{Status: http.StatusBadRequest, Message: "this invoice is paid"}) // BAD(envelope): a body that says 400 in a 409
		}
		i.Cents = 0
		if err := s.store.SaveInvoice(c.Request().Context(), *i); err != nil {
			return err // ok: Handle says nothing of it
		}
		return c.JSON(http.StatusNoContent, echo.Map{"deleted": i.ID}) // BAD(bodyless) BAD(statuscode/undocumented): a body that 204 does not have
	})
}

// invoicePage sends a page to print.
func (s *Server) invoicePage(c echo.Context) error {
	i, err := s.store.Invoice(c.Request().Context(), c.Param("id"))
	if err != nil {
		return c.String(http.StatusNotFound, "there is no such invoice") // ok: a page's reader
	}
	return c.HTML(http.StatusOK, fmt.Sprintf("<p>%d cents</p>", i.Cents))
}

// remind takes POST only, whatever the route says.
func (s *Server) remind(c echo.Context) error {
	if c.Request().Method != http.MethodPost {
		return reply.Error(c, http.StatusMethodNotAllowed, "use POST") // BAD(errheader): a 405 without Allow
	}
	return s.withInvoice(c, func(i *store.Invoice) error {
		if i.Paid {
			return reply.Error(c, http.StatusBadRequest, "") // BAD(statusmeaning/message): a message that is empty
		}
		if err := reply.OK(c, i); err != nil {
			return err
		}
		c.Response().Header().Set("X-Reminded", i.ID) // BAD(lateheader): the header is lost
		return nil
	})
}

// ledger is what accountants ask for.
func (s *Server) ledger(c echo.Context) error {
	all, err := s.store.Invoices(c.Request().Context(), "")
	if err != nil {
		return echo.NewHTTPError(http.StatusServiceUnavailable, "the ledger cannot be read, try again later").SetInternal(err) // ok
	}
	c.Response().WriteHeader(http.StatusOK)
	return json.NewEncoder(c.Response()).Encode(all) // BAD(contenttype) BAD(envelope): JSON that is sniffed as text/plain, and a list without data
}
