package careful

import (
	"bytes"
	"compress/gzip"
	"errors"
	"image"
	_ "image/png"
	"io"
	"mime"
	"net/http"
	"strings"
)

var errNoPicture = errors.New("no picture")

// picture decodes what no error is.
func picture(url string) (image.Image, error) {
	resp, err := http.Get(url) // ok: a page gives an error
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	img, _, err := image.Decode(resp.Body)
	return img, err
}

// stored decodes it when all of it is there.
func stored(url string) (image.Image, error) {
	resp, err := http.Get(url) // want `io.ReadAll reads the body of a 404 or 503 as a success`
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	img, _, _ := image.Decode(bytes.NewReader(data))
	return img, nil
}

// unpacked reads what is compressed.
func unpacked(url string) ([]byte, error) {
	resp, err := http.Get(url) // ok: what is not compressed gives an error
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	zr, err := gzip.NewReader(resp.Body)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(zr)
}

// labelled looks at the type.
func labelled(url string, w io.Writer) error {
	resp, err := http.Get(url) // ok
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if !strings.HasPrefix(resp.Header.Get("Content-Type"), "image/") {
		return errNoPicture
	}
	_, err = io.Copy(w, resp.Body)
	return err
}

// parsed takes the type apart first.
func parsed(url string, w io.Writer) error {
	resp, err := http.Get(url) // ok
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	kind, _, err := mime.ParseMediaType(strings.ToLower(resp.Header.Get("Content-Type")))
	if err != nil || kind != "image/png" && kind != "image/jpeg" {
		return errNoPicture
	}
	_, err = io.Copy(w, resp.Body)
	return err
}

// encoded looks for what errors have as well.
func encoded(url string, w io.Writer) error {
	resp, err := http.Get(url) // want `io.Copy reads the body of a 404 or 503 as a success`
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if !strings.HasPrefix(resp.Header.Get("Content-Type"), "application/json") {
		return errNoPicture
	}
	_, err = io.Copy(w, resp.Body)
	return err
}

// other looks at another field.
func other(url string, w io.Writer) error {
	resp, err := http.Get(url) // want `io.Copy reads the body of a 404 or 503 as a success`
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if !strings.HasPrefix(resp.Header.Get("Content-Language"), "image/") {
		return errNoPicture
	}
	_, err = io.Copy(w, resp.Body)
	return err
}

// told keeps the type for others.
func told(url string, w io.Writer) (string, error) {
	resp, err := http.Get(url) // want `io.Copy reads the body of a 404 or 503 as a success`
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	_, err = io.Copy(w, resp.Body)
	return resp.Header.Get("Content-Type"), err
}

// archive takes nothing but archives.
func archive(u string) (string, error) {
	resp, err := http.Get(u) // ok
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	if !strings.Contains("application/x-gzip application/gzip", resp.Header.Get("Content-Type")) {
		return "", errors.New("no archive")
	}
	data, err := io.ReadAll(resp.Body)
	return string(data), err
}

// document takes what an error is as well.
func document(u string) (string, error) {
	resp, err := http.Get(u) // want `the response status of http.Get is never checked`
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	if !strings.Contains(resp.Header.Get("Content-Type"), "application/json") {
		return "", errors.New("no document")
	}
	data, err := io.ReadAll(resp.Body)
	return string(data), err
}
