package api

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/respvet/respvet/testdata/shopgin/internal/reply"
	"github.com/respvet/respvet/testdata/shopgin/internal/store"
)

// A Carrier takes transfers out of the house.
type Carrier interface {
	Book(ctx context.Context, t store.Transfer) (label string, err error)
}

// ErrUnreadable is what a Carrier reports of an answer that makes no sense.
var ErrUnreadable = errors.New("unreadable answer")

// HTTPCarrier is a carrier with an HTTP API.
type HTTPCarrier struct {
	Base string
	HTTP *http.Client
}

// Book asks for a label.
func (h *HTTPCarrier) Book(ctx context.Context, t store.Transfer) (string, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPut, fmt.Sprintf("%s/transfers/%d", h.Base, t.ID), nil)
	if err != nil {
		return "", fmt.Errorf("book transfer: %w", err)
	}
	resp, err := h.HTTP.Do(req) // BAD(noretry): a 503 is given up at once
	if err != nil {
		return "", fmt.Errorf("book transfer: %w", err)
	}
	defer resp.Body.Close()
	var label struct {
		Label string `json:"label"`
	}
	if resp.StatusCode != http.StatusOK {
		return "", fmt.Errorf("carrier answered %s", resp.Status)
	}
	if err := json.NewDecoder(resp.Body).Decode(&label); err != nil {
		return "", fmt.Errorf("%w: %w", ErrUnreadable, err)
	}
	return label.Label, nil
}

func (s *Server) listTransfers(c *gin.Context) {
	all, err := s.store.Transfers(c)
	if err != nil {
		c.JSON(http.StatusOK, gin.H{"errors": []reply.Item{{Code: "transfers", Message: "try again later"}}}) // BAD(statuscode/success): a 200 that holds errors[]
		return
	}
	reply.List(c, all)
}

func (s *Server) createTransfer(c *gin.Context) {
	var t store.Transfer
	if c.BindJSON(&t) != nil { // BAD(rawerror/empty): BindJSON has sent a 400 without errors[]
		return
	}
	label, err := s.carrier.Book(c, t)
	switch {
	case errors.Is(err, ErrUnreadable):
		reply.Error(c, http.StatusBadGateway, "carrier", "the carrier gave an answer that makes no sense") // ok
		return
	case errors.Is(err, context.DeadlineExceeded):
		reply.Error(c, http.StatusInternalServerError, "carrier", "the carrier takes too long") // BAD(statusmeaning): a 500 where the deadline passed
		return
	case err != nil:
		reply.Error(c, http.StatusBadGateway, "carrier", fmt.Sprintf("the carrier refused: %v", err)) // BAD(errleak/error): the carrier's address and the transport's text
		return
	}
	t.Label = label
	if err := s.store.SaveTransfer(c, t); err != nil {
		_ = c.AbortWithError(http.StatusInternalServerError, err) // BAD(rawerror/empty): the status is on its way, and Errors keeps out of it
		return
	}
	c.JSON(http.StatusCreated, t)
}

func (s *Server) getTransfer(c *gin.Context) {
	withID(c, "id", func(id uint64) {
		t, err := s.store.Transfer(c, id)
		if err != nil {
			c.AbortWithStatusJSON(http.StatusNotFound, reply.Item{Code: "transfer", Message: "there is no such transfer"}) // BAD(envelope): one item, not errors[]
			return
		}
		c.JSON(http.StatusOK, t)
	})
}

// label sends the carrier's label to a printer.
func (s *Server) label(c *gin.Context) {
	withID(c, "id", func(id uint64) {
		t, err := s.store.Transfer(c, id)
		if err != nil {
			reply.Fail(c, public("transfer", err))
			return
		}
		c.Data(http.StatusOK, "application/zpl", []byte(t.Label)) // ok: a machine's own format
	})
}

// transferPage sends a page to print.
func (s *Server) transferPage(c *gin.Context) {
	t, err := s.store.Transfers(c)
	if err != nil {
		c.String(http.StatusInternalServerError, "the page cannot be made") // ok: a page's reader
		return
	}
	c.Data(http.StatusOK, "text/html; charset=utf-8", fmt.Appendf(nil, "<p>%d transfers</p>", len(t)))
}

func (s *Server) cancelTransfer(c *gin.Context) {
	withID(c, "id", func(id uint64) {
		t, err := s.store.Transfer(c, id)
		if err != nil {
			c.Header("X-Cause", err.Error()) // BAD(errleak/error): what the database said, in a header
			reply.Fail(c, public("transfer", err))
			return
		}
		if t.Label != "" {
			reply.Error(c, http.StatusBadRequest, "transfer", http.StatusText(http.StatusBadRequest)) // BAD(statusmeaning/message): a message that says no more than the status
			return
		}
		c.JSON(http.StatusNoContent, nil) // ok: nothing to send
	})
}

// audit looks for transfers without a part.
func (s *Server) audit(c *gin.Context) {
	all, err := s.store.Transfers(c)
	if err != nil {
		panic(err) // ok: RecoverStaff is what prints it
	}
	orphans := []uint64{}
	for _, t := range all {
		if _, err := s.store.Part(c, t.Part); errors.Is(err, store.ErrNotFound) {
			orphans = append(orphans, t.ID)
		}
	}
	c.JSON(http.StatusOK, gin.H{"data": orphans}) // ok: never nil
}

// count is what the scales ask for.
func (s *Server) count(c *gin.Context) {
	parts, err := s.store.Parts(c, "")
	if err != nil {
		_ = c.Error(err) // ok: VerboseErrors is what prints it
		return
	}
	_ = json.NewEncoder(c.Writer).Encode(gin.H{"parts": len(parts)}) // BAD(contenttype): JSON that is sniffed as text/plain
}

func (s *Server) recount(c *gin.Context) {
	withID(c, "id", func(id uint64) {
		p, err := s.store.Part(c, id)
		if err != nil {
			reply.NotFound(c, "part")
		} else if p.Locked {
			reply.Error(c, http.StatusForbidden, "part", "this part is locked")
		} else {
			reply.OK(c, p) // ok: one of three
		}
		slog.InfoContext(c, "recounted", "part", id)
	})
}

// export sends the parts with the time they were asked for.
func (s *Server) export(c *gin.Context) {
	parts, err := s.store.Parts(c, c.Query("shelf"))
	if err != nil {
		http.Error(c.Writer, "the parts cannot be read", http.StatusInternalServerError) // BAD(rawerror): text/plain where the contract has errors[]
		return
	}
	c.JSON(http.StatusCreated, gin.H{"data": parts}) // BAD(statusmeaning/created): a 201 to a GET that creates nothing
}
