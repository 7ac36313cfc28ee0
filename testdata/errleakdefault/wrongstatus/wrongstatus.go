// Package wrongstatus tells clients with a 500 what is wrong with their own input: the
// status is the mistake, and no text of the service's.
package wrongstatus

import (
	"compress/gzip"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	"github.com/labstack/echo/v4"
)

type order struct {
	Item  string `json:"item"`
	Count int    `json:"count"`
}

func fail(w http.ResponseWriter, err error) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusInternalServerError)
	_ = json.NewEncoder(w).Encode(map[string]string{"error": err.Error()})
}

func inputOf(r *http.Request) (order, error) {
	var o order
	body, err := io.ReadAll(http.MaxBytesReader(nil, r.Body, 1<<20))
	if err != nil {
		return o, err
	}
	return o, json.Unmarshal(body, &o)
}

func create(w http.ResponseWriter, r *http.Request) {
	o, err := inputOf(r)
	if err != nil {
		fail(w, err) // ok: of the body
		return
	}
	n, err := strconv.Atoi(strings.TrimSpace(r.FormValue("n")))
	if err != nil {
		fail(w, err) // ok: of a field
		return
	}
	u, err := url.Parse(r.Header.Get("Referer"))
	if err != nil {
		fail(w, err) // ok: of a header
		return
	}
	_ = json.NewEncoder(w).Encode([]any{o, n, u})
}

func packed(w http.ResponseWriter, r *http.Request) {
	zr, err := gzip.NewReader(r.Body)
	if err != nil {
		http.Error(w, "no gzip", http.StatusBadRequest)
		return
	}
	var o order
	if err := json.NewDecoder(zr).Decode(&o); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError) // ok: of the body, unpacked
		return
	}
	_ = json.NewEncoder(w).Encode(o)
}

// stored was written by the service: what is wrong with it is the service's own.
func stored(w http.ResponseWriter, r *http.Request) {
	data, err := os.ReadFile("orders.json")
	if err != nil {
		http.Error(w, "no orders", http.StatusInternalServerError)
		return
	}
	var o order
	if err := json.Unmarshal(data, &o); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError) // want `parse error text from json\.Unmarshal is sent to the client in the body of the 500 \(errleak/error\)`
		return
	}
	_ = json.NewEncoder(w).Encode(o)
}

// named is a file that a client names; what is in it is not the client's.
func named(w http.ResponseWriter, r *http.Request) {
	data, err := os.ReadFile(r.FormValue("file"))
	if err != nil {
		http.Error(w, "no orders", http.StatusInternalServerError)
		return
	}
	var o order
	if err := json.Unmarshal(data, &o); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError) // want `parse error text from json\.Unmarshal is sent to the client in the body of the 500 \(errleak/error\)`
		return
	}
	_ = json.NewEncoder(w).Encode(o)
}

// fetched is what another service has sent.
func fetched(w http.ResponseWriter, r *http.Request) {
	resp, err := http.Get("http://orders.internal/" + url.PathEscape(r.FormValue("id")))
	if err != nil {
		http.Error(w, "no orders", http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		http.Error(w, "no orders", http.StatusBadGateway)
		return
	}
	var o order
	if err := json.NewDecoder(resp.Body).Decode(&o); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError) // want `parse error text from \(\*json\.Decoder\)\.Decode is sent to the client in the body of the 500 \(errleak/error\)`
		return
	}
	_ = json.NewEncoder(w).Encode(o)
}

func bound(c *gin.Context) {
	var o order
	if err := c.ShouldBindJSON(&o); err != nil {
		c.JSON(http.StatusInternalServerError, gin.H{"error": err.Error()}) // ok
		return
	}
	data, err := c.GetRawData()
	if err != nil {
		c.JSON(http.StatusInternalServerError, gin.H{"error": err.Error()}) // ok
		return
	}
	id, err := strconv.Atoi(c.Param("id"))
	if err != nil {
		c.JSON(http.StatusInternalServerError, gin.H{"error": err.Error()}) // ok
		return
	}
	kept, err := strconv.Atoi(c.MustGet("limits").(map[string]string)["orders"])
	if err != nil {
		c.JSON(http.StatusInternalServerError, gin.H{"error": err.Error()}) // want `parse error text from strconv\.Atoi is sent to the client in the body of the 500 \(errleak/error\)`
		return
	}
	c.JSON(http.StatusOK, gin.H{"order": o, "id": id, "limit": kept, "size": len(data)})
}

func parsed(c *fiber.Ctx) error {
	var o order
	if err := c.BodyParser(&o); err != nil {
		return c.Status(fiber.StatusInternalServerError).JSON(fiber.Map{"error": err.Error()}) // ok
	}
	var more order
	if err := json.Unmarshal(c.Body(), &more); err != nil {
		return c.Status(fiber.StatusInternalServerError).JSON(fiber.Map{"error": err.Error()}) // ok
	}
	return c.JSON([]order{o, more})
}

func read(c echo.Context) error {
	var o order
	if err := c.Bind(&o); err != nil {
		return c.JSON(http.StatusInternalServerError, map[string]string{"error": err.Error()}) // ok
	}
	n, err := strconv.Atoi(c.QueryParam("n"))
	if err != nil {
		return c.JSON(http.StatusInternalServerError, map[string]string{"error": err.Error()}) // ok
	}
	return c.JSON(http.StatusOK, map[string]any{"order": o, "n": n})
}
