// Package drained reads bodies to their end and keeps nothing of them. What does keep
// something stands beside it.
package drained

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"net/http"
)

// Dropped gives what it read to nobody.
func Dropped(u string) error {
	resp, err := http.Get(u) // ok
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.ReadAll(resp.Body)
	return err
}

// Kept is handed what was read.
func Kept(u string) (data []byte, err error) {
	resp, err := http.Get(u) // want `io.ReadAll reads`
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	data, err = io.ReadAll(resp.Body)
	return data, err
}

// InPieces reads into a buffer that nobody looks at.
func InPieces(u string) (total int, err error) {
	resp, err := http.Get(u) // ok
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	buf := make([]byte, 512)
	for {
		n, err := resp.Body.Read(buf)
		total += n
		if err == io.EOF {
			return total, nil
		}
		if err != nil {
			return total, err
		}
	}
}

// FirstPiece looks at the buffer.
func FirstPiece(u string) (string, error) {
	resp, err := http.Get(u) // want `Read reads`
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	buf := make([]byte, 512)
	n, err := resp.Body.Read(buf)
	return string(buf[:n]), err
}

// Buffered goes into a buffer of its own, and nowhere from there.
func Buffered(u string) error {
	resp, err := http.Get(u) // ok
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	var sink bytes.Buffer
	_, err = io.Copy(&sink, resp.Body)
	return err
}

// BufferedText reads it back.
func BufferedText(u string) (string, error) {
	resp, err := http.Get(u) // want `io.Copy reads`
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	var sink bytes.Buffer
	_, err = io.Copy(&sink, resp.Body)
	return sink.String(), err
}

// A hole is a writer that forgets.
type hole struct{}

func (hole) Write(p []byte) (int, error) { return len(p), nil }

// A tally is one that remembers something.
type tally struct{ lines int }

func (t *tally) Write(p []byte) (int, error) {
	t.lines += bytes.Count(p, []byte("\n"))
	return len(p), nil
}

func IntoHole(u string) error {
	resp, err := http.Get(u) // ok
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(hole{}, bufio.NewReader(resp.Body))
	return err
}

func IntoTally(u string) (int, error) {
	resp, err := http.Get(u) // want `io.Copy reads`
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	var t tally
	_, err = io.Copy(&t, bufio.NewReader(resp.Body))
	return t.lines, err
}

// Helped drains in a function of its own.
func Helped(u string) error {
	resp, err := http.Get(u) // ok
	if err != nil {
		return err
	}
	return finish(resp)
}

func finish(resp *http.Response) error {
	defer resp.Body.Close()
	_, err := io.CopyN(io.Discard, resp.Body, 1<<10)
	if err == io.EOF {
		return nil
	}
	return err
}

// Skipped moves a scanner on.
func Skipped(u string) (lines int, err error) {
	resp, err := http.Get(u) // ok
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	s := bufio.NewScanner(resp.Body)
	for s.Scan() {
		lines++
	}
	return lines, s.Err()
}

// Scanned asks it.
func Scanned(u string) (last string, err error) {
	resp, err := http.Get(u) // want `bufio.NewScanner reads`
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	s := bufio.NewScanner(resp.Body)
	for s.Scan() {
		last = s.Text()
	}
	return last, s.Err()
}

// Decoded wants to know whether it is JSON, and no more.
func Decoded(u string) error {
	resp, err := http.Get(u) // ok
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	var any struct{}
	return json.NewDecoder(resp.Body).Decode(&any)
}

// Sent changes something: that its answer is drained is not to look at it.
func Sent(u string) error {
	resp, err := http.Post(u, "text/plain", nil) // want `a POST rejected`
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}
