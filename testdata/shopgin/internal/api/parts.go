package api

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/respvet/respvet/testdata/shopgin/internal/apierr"
	"github.com/respvet/respvet/testdata/shopgin/internal/reply"
	"github.com/respvet/respvet/testdata/shopgin/internal/store"
)

// partInput is what a client says of a part.
type partInput struct {
	ID    uint64 `json:"id" binding:"required"`
	Name  string `json:"name" binding:"required"`
	Shelf string `json:"shelf"`
	Count int    `json:"count"`
}

// check tells a client what is wrong with its part, in words made here.
func (in *partInput) check() error {
	switch {
	case in.Count < 0:
		return fmt.Errorf("count is %d, which is less than nothing", in.Count)
	case strings.Contains(in.Shelf, "/"):
		return errors.New("shelf contains a slash")
	}
	return nil
}

func (in *partInput) part() store.Part {
	return store.Part{ID: in.ID, Name: in.Name, Shelf: in.Shelf, Count: in.Count}
}

func (s *Server) listParts(c *gin.Context) {
	parts, err := s.store.Parts(c, c.Query("shelf"))
	if err != nil {
		reply.Fail(c, public("part", err)) // ok
		return
	}
	reply.List(c, parts)
}

// listShelf lists what is left on a shelf.
func (s *Server) listShelf(c *gin.Context) {
	parts, err := s.store.Parts(c, c.Param("shelf"))
	if err != nil {
		reply.Fail(c, err)
		return
	}
	var left []store.Part // BAD(nilslice): data is null for an empty shelf
	for _, p := range parts {
		if p.Count > 0 {
			left = append(left, p)
		}
	}
	c.JSON(http.StatusOK, reply.Page[store.Part]{Data: left, Total: len(left)})
}

func (s *Server) getPart(c *gin.Context) {
	withID(c, "id", func(id uint64) {
		p, err := s.store.Part(c, id)
		if err != nil {
			_ = c.Error(public("part", err)) // ok: Errors answers
			return
		}
		reply.OK(c, p)
	})
}

func (s *Server) createPart(c *gin.Context) {
	if c.ContentType() != gin.MIMEJSON {
		reply.BadRequest(c, "send application/json") // BAD(statusmeaning): a 400 where a wrong Content-Type has its own status, 415
		return
	}
	var in partInput
	if err := c.ShouldBindJSON(&in); err != nil {
		reply.BadRequest(c, "cannot read the part: "+err.Error()) // BAD(errleak/parse): the decoder's text, with Go's type names
		return
	}
	if err := in.check(); err != nil {
		reply.BadRequest(c, err.Error()) // ok: text of our own validator
		return
	}
	switch err := s.store.AddPart(c, in.part()); {
	case errors.Is(err, store.ErrExists):
		reply.Error(c, http.StatusConflict, "part", "this part exists already") // BAD(statuscode/undocumented): a 409 that the contract does not know
	case err != nil:
		reply.Fail(c, err) // ok
	default:
		c.Header("Location", fmt.Sprint("/v1/parts/", in.ID)) // ok: before the answer
		c.JSON(http.StatusCreated, in.part())
	}
}

// importParts adds many parts and reports every one that it refused.
func (s *Server) importParts(c *gin.Context) {
	var in []partInput
	if err := c.ShouldBindJSON(&in); err != nil {
		reply.Fail(c, apierr.Wrap(apierr.BadInput, "the body is no list of parts", err)) // ok: the cause is only logged
		return
	}
	refused := reply.To(c, http.StatusBadRequest)
	for i, p := range in {
		switch err := s.store.AddPart(c, p.part()); {
		case errors.Is(err, store.ErrExists):
			refused.Add("part", fmt.Sprintf("part %d exists already", p.ID)) // ok: a plain value
		case err != nil:
			refused.Add("part", fmt.Sprintf("entry %d: %+v", i, err)) // BAD(errleak/verbose): all that the database's error has to say
		}
	}
	if !refused.Empty() {
		refused.Send()
		return
	}
	c.JSON(http.StatusAccepted, gin.H{"added": len(in)})
}

func (s *Server) putPart(c *gin.Context) {
	var in partInput
	if err := c.BindJSON(&in); err != nil {
		// BAD(lateheader): the 400 of BindJSON is on its way, and its body is sniffed as text/plain
		reply.Error(c, http.StatusBadRequest, "part", "the body is no part")
		return
	}
	withID(c, "id", func(id uint64) {
		if in.ID != id {
			c.JSON(http.StatusBadRequest, gin.H{"error": "the path and the body name two parts"}) // BAD(envelope): a member error, no errors[]
			return
		}
		if err := s.store.SavePart(c, in.part()); err != nil {
			slog.ErrorContext(c, "save part", "error", err)
			return // BAD(noresponse): the client sees 200
		}
		reply.OK(c, in.part())
	})
}

func (s *Server) deletePart(c *gin.Context) {
	withID(c, "id", func(id uint64) {
		err := s.store.DropPart(c, id)
		if errors.Is(err, store.ErrNotFound) {
			c.Status(http.StatusNotFound) // BAD(rawerror/empty): a 404 without errors[]
			return
		}
		if !reply.SuccessOrAbort(c, http.StatusInternalServerError, err) { // ok: returns; the leak is in SuccessOrAbort
			return
		}
		c.JSON(http.StatusNoContent, gin.H{"deleted": id}) // BAD(bodyless): a body that 204 does not have
	})
}

// reserve takes parts from a shelf, or says with which status to refuse.
func (s *Server) reserve(c *gin.Context, id uint64, count int) (*store.Part, int, error) {
	p, err := s.store.Part(c, id)
	switch {
	case errors.Is(err, store.ErrNotFound):
		return nil, http.StatusNotFound, errors.New("there is no such part")
	case err != nil:
		return nil, http.StatusInternalServerError, fmt.Errorf("part %d: %w", id, err)
	case p.Count < count:
		return nil, http.StatusUnprocessableEntity, fmt.Errorf("there are only %d of part %d", p.Count, id) // BAD(statuscode/undocumented): a 422 that the contract does not know
	}
	p.Count -= count
	return &p, http.StatusOK, nil
}

func (s *Server) reservePart(c *gin.Context) {
	withID(c, "id", func(id uint64) {
		var in struct {
			Count int `json:"count" binding:"min=1"`
		}
		if err := c.ShouldBindJSON(&in); err != nil {
			reply.BadRequest(c, "count is a number from 1") // ok: constant text
			return
		}
		p, status, err := s.reserve(c, id, in.Count)
		if err != nil {
			// BAD(errleak/error): what the database said, where reserve passes it on
			reply.Error(c, status, "part", err.Error())
			return
		}
		if p.Locked {
			reply.Error(c, http.StatusForbidden, "part", "this part is locked") // BAD(missingreturn): the 403, and the part is reserved all the same
		}
		if !reply.SuccessOrAbort(c, http.StatusInternalServerError, s.store.SavePart(c, *p)) { // ok: returns
			return
		}
		c.JSON(status, p) // ok: reserve's 200
	})
}

func (s *Server) movePart(c *gin.Context) {
	shelf := c.Query("shelf")
	if shelf == "" {
		reply.Error(c, http.StatusInternalServerError, "shelf", "shelf is missing") // BAD(statusmeaning): a 500 for a parameter that is missing
		return
	}
	withID(c, "id", func(id uint64) {
		p, err := s.store.Part(c, id)
		if errors.Is(err, store.ErrNotFound) {
			reply.BadRequest(c, "there is no such part") // BAD(statusmeaning): a 400 for a part that is not there
			return
		}
		if err != nil {
			c.String(http.StatusInternalServerError, "cannot move part %d: %s", id, err) // BAD(rawerror) BAD(errleak/error): text/plain, and what the database said
			return
		}
		if p.Locked {
			reply.Fail(c, apierr.New(apierr.Locked, "this part is locked")) // ok: refuse is what chooses 423
			return
		}
		p.Shelf = shelf
		reply.SuccessOrAbort(c, http.StatusInternalServerError, s.store.SavePart(c, p)) // BAD(missingreturn): the 500's errors[] and the part behind it
		reply.OK(c, p)
	})
}
