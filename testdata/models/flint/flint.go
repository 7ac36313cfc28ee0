// Package flint serves HTTP/1.1 on connections that it reads and writes by itself.
package flint

import (
	"bufio"
	"encoding/json"
	"fmt"
	"net"
	"strconv"
	"strings"
)

// A Ctx is a request and the response to it.
type Ctx struct {
	Method, Path string
	params       map[string]string
	lines        []string
	status       int
	out          *bufio.Writer
	begun        bool
	rest         []Handler
}

// A Handler responds to a request.
type Handler func(*Ctx) error

// Param returns a parameter of the path.
func (c *Ctx) Param(name string) string { return c.params[name] }

// Set sets a header field.
func (c *Ctx) Set(field, value string) { c.lines = append(c.lines, field+": "+value) }

// Status sends the status line and the header.
func (c *Ctx) Status(code int) {
	if c.begun {
		return
	}
	c.begun, c.status = true, code
	c.out.WriteString("HTTP/1.1 " + strconv.Itoa(code) + " \r\n" + strings.Join(c.lines, "\r\n") + "\r\n\r\n")
}

// Write writes a part of the body.
func (c *Ctx) Write(data []byte) (int, error) {
	c.Status(200)
	return c.out.Write(data)
}

// Text responds with a text.
func (c *Ctx) Text(code int, text string) error {
	c.Set("Content-Type", "text/plain")
	c.Status(code)
	_, err := c.out.WriteString(text)
	return err
}

// Send responds with v as JSON.
func (c *Ctx) Send(code int, v any) error {
	data, err := json.Marshal(v)
	if err != nil {
		return err
	}
	c.Set("Content-Type", "application/json")
	c.Status(code)
	_, err = c.out.Write(data)
	return err
}

// Next runs the handlers behind this one.
func (c *Ctx) Next() error {
	if len(c.rest) == 0 {
		return nil
	}
	h := c.rest[0]
	c.rest = c.rest[1:]
	return h(c)
}

// An Error is an error that becomes a response.
type Error struct {
	Code    int
	Message string
}

func (e *Error) Error() string { return e.Message }

// NewError returns an error that becomes a response with a status and a message.
func NewError(code int, message string) error { return &Error{code, message} }

// An App has the routes.
type App struct{ routes map[string]Handler }

// New returns an App without routes.
func New() *App { return &App{routes: make(map[string]Handler)} }

// Get registers a handler.
func (a *App) Get(path string, h Handler) { a.routes["GET "+path] = h }

// Post registers a handler.
func (a *App) Post(path string, h Handler) { a.routes["POST "+path] = h }

// Serve serves a connection.
func (a *App) Serve(conn net.Conn) error {
	defer conn.Close()
	in := bufio.NewReader(conn)
	line, err := in.ReadString('\n')
	if err != nil {
		return err
	}
	words := strings.Fields(line)
	if len(words) < 2 {
		return fmt.Errorf("no request: %q", line)
	}
	c := &Ctx{Method: words[0], Path: words[1], out: bufio.NewWriter(conn)}
	h := a.routes[c.Method+" "+c.Path]
	if h == nil {
		h = func(c *Ctx) error { return c.Text(404, "no such page") }
	}
	if err := h(c); err != nil {
		if e, ok := err.(*Error); ok {
			c.Send(e.Code, map[string]string{"message": e.Message})
		} else {
			c.Send(500, map[string]string{"message": err.Error()})
		}
	}
	return c.out.Flush()
}
