// Package unread has handlers that leave their response to code that was not read,
// among others that speak JSON.
package unread

import (
	"bufio"
	"encoding/json"
	"io"
	"net/http"
	"os/exec"

	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v3"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/wrapperspb"
)

// A Printer prints a map in some format.
type Printer interface {
	Print(w io.Writer, sheet string) error
}

// Maps answers requests for maps.
type Maps struct {
	printer Printer
	export  func(w http.ResponseWriter, sheet string)
	out     io.Writer
}

func (m *Maps) legend(w http.ResponseWriter, r *http.Request) {
	if r.FormValue("sheet") == "" {
		http.Error(w, "no such sheet", http.StatusNotFound) // want `http.Error sends the 404 as text/plain`
		return
	}
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(map[string]string{"sheet": r.FormValue("sheet")})
}

func (m *Maps) fails(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusNotFound)
	json.NewEncoder(w).Encode(map[string]string{"error": "no such map"}) // ok
}

func (m *Maps) printed(w http.ResponseWriter, r *http.Request) {
	if r.FormValue("sheet") == "" {
		http.Error(w, "no such sheet", http.StatusNotFound) // ok: a printer may print anything
		return
	}
	m.printer.Print(w, r.FormValue("sheet"))
}

// A method of this package is read.
func (m *Maps) print(w http.ResponseWriter, sheet string) {
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(sheet)
}

func (m *Maps) printedHere(w http.ResponseWriter, r *http.Request) {
	if r.FormValue("sheet") == "" {
		http.Error(w, "no such sheet", http.StatusNotFound) // want `http.Error sends the 404 as text/plain`
		return
	}
	m.print(w, r.FormValue("sheet"))
}

func (m *Maps) buffered(w http.ResponseWriter, r *http.Request) {
	b := bufio.NewWriter(w)
	if r.FormValue("sheet") == "" {
		http.Error(w, "no such sheet", http.StatusNotFound) // ok: the same through a buffer
		return
	}
	m.printer.Print(b, r.FormValue("sheet"))
	b.Flush()
}

func (m *Maps) below(w http.ResponseWriter, sheet string) { m.printer.Print(w, sheet) }

func (m *Maps) twice(w http.ResponseWriter, r *http.Request) {
	if r.FormValue("sheet") == "" {
		http.Error(w, "no such sheet", http.StatusNotFound) // ok: the same one call further
		return
	}
	m.below(w, r.FormValue("sheet"))
}

func (m *Maps) exported(w http.ResponseWriter, r *http.Request) {
	if r.FormValue("sheet") == "" {
		http.Error(w, "no such sheet", http.StatusNotFound) // ok: any function
		return
	}
	m.export(w, r.FormValue("sheet"))
}

func (m *Maps) command(w http.ResponseWriter, r *http.Request) {
	cmd := exec.Command("git", "upload-pack", "--stateless-rpc")
	cmd.Stdin, cmd.Stdout = r.Body, w
	if err := cmd.Run(); err != nil {
		http.Error(w, "no such repository", http.StatusNotFound) // ok: what a command prints
	}
}

func (m *Maps) kept(w http.ResponseWriter, r *http.Request) {
	if r.FormValue("sheet") == "" {
		http.Error(w, "no such sheet", http.StatusNotFound) // ok: somebody else writes
		return
	}
	m.out = w
}

func (m *Maps) taken(w http.ResponseWriter, r *http.Request) {
	h, ok := w.(http.Hijacker)
	if !ok {
		http.Error(w, "not over this connection", http.StatusBadRequest) // ok: no HTTP after this
		return
	}
	conn, _, err := h.Hijack()
	if err == nil {
		conn.Close()
	}
}

func binary(w http.ResponseWriter, r *http.Request) {
	in, err := io.ReadAll(r.Body)
	m := new(wrapperspb.StringValue)
	if err != nil || proto.Unmarshal(in, m) != nil {
		http.Error(w, "cannot read", http.StatusBadRequest) // ok: a protobuf client
		return
	}
	out, err := proto.Marshal(m)
	if err != nil {
		http.Error(w, "cannot answer", http.StatusInternalServerError) // ok
		return
	}
	w.Write(out)
}

func text(w http.ResponseWriter, r *http.Request) {
	in, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, "cannot read", http.StatusBadRequest) // want `http.Error sends the 400 as text/plain`
		return
	}
	out, err := json.Marshal(map[string]any{"text": string(in)})
	if err != nil {
		http.Error(w, "cannot answer", http.StatusInternalServerError) // want `http.Error sends the 500 as text/plain`
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.Write(out)
}

// ginTile sends what somebody has drawn.
func (m *Maps) ginTile(c *gin.Context) {
	if c.Query("tile") == "" {
		c.String(http.StatusNotFound, "no such tile") // ok: a picture, perhaps
		return
	}
	m.printer.Print(c.Writer, c.Query("tile"))
}

func (m *Maps) ginLegend(c *gin.Context) {
	if c.Query("tile") == "" {
		c.String(http.StatusNotFound, "no such tile") // want `sends the 404 as text/plain`
		return
	}
	c.JSON(http.StatusOK, gin.H{"tile": c.Query("tile")})
}

// fiberTile sends bytes.
func fiberTile(c fiber.Ctx) error {
	tile, err := draw(c.Query("tile"))
	if err != nil {
		return c.Status(http.StatusNotFound).SendString("no such tile") // ok: any bytes
	}
	return c.Send(tile)
}

func fiberLegend(c fiber.Ctx) error {
	if _, err := draw(c.Query("tile")); err != nil {
		return c.Status(http.StatusNotFound).SendString("no such tile") // want `sends the 404 as text/plain`
	}
	return c.JSON(fiber.Map{"tile": c.Query("tile")})
}

var draw func(tile string) ([]byte, error)
