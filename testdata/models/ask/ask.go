// Package ask sends HTTP/1.1 requests on connections that it writes and reads by itself.
package ask

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"strconv"
	"strings"
)

// A Client asks one server.
type Client struct{ Addr string }

// A Reply is what a server responds.
type Reply struct {
	Code int
	Data []byte
}

// OK reports whether the status says success.
func (r *Reply) OK() bool { return r.Code/100 == 2 }

// Get asks for a page.
func (c *Client) Get(ctx context.Context, path string) (*Reply, error) {
	var d net.Dialer
	conn, err := d.DialContext(ctx, "tcp", c.Addr)
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	fmt.Fprintf(conn, "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n", path, c.Addr)
	in := bufio.NewReader(conn)
	line, err := in.ReadString('\n')
	if err != nil {
		return nil, err
	}
	words := strings.Fields(line)
	if len(words) < 2 {
		return nil, fmt.Errorf("no response: %q", line)
	}
	code, err := strconv.Atoi(words[1])
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(in)
	if err != nil {
		return nil, err
	}
	return &Reply{code, data}, nil
}
