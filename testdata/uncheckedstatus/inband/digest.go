package inband

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"hash"
	"io"
	"net/http"
	"os"
)

var errDigest = errors.New("not the parcel that was sent")

// Verified compares the digest of what it has written.
func Verified(u string, to *os.File, want string) error {
	resp, err := http.Get(u) // ok
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	digest := sha256.New()
	if _, err := io.Copy(io.MultiWriter(to, digest), resp.Body); err != nil {
		return err
	}
	if hex.EncodeToString(digest.Sum(nil)) != want {
		return errDigest
	}
	return nil
}

// Described computes the digest alone.
func Described(u string, to *os.File) (string, error) {
	resp, err := http.Get(u) // want `the response status of http\.Get is never checked: io\.Copy reads the body of a 404 or 503 as a success`
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	digest := sha256.New()
	if _, err := io.Copy(io.MultiWriter(to, digest), resp.Body); err != nil {
		return "", err
	}
	return hex.EncodeToString(digest.Sum(nil)), nil
}

// Teed reads through a digest that it compares in a helper.
func Teed(u string, want []byte) ([]byte, error) {
	resp, err := http.Get(u) // ok
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	digest := sha256.New()
	data, err := io.ReadAll(io.TeeReader(resp.Body, digest))
	if err != nil {
		return nil, err
	}
	return data, same(digest, want)
}

func same(digest hash.Hash, want []byte) error {
	if string(digest.Sum(nil)) == string(want) {
		return nil
	}
	return errDigest
}

// OtherTeed compares the digest of something else.
func OtherTeed(u string, other, want []byte) ([]byte, error) {
	resp, err := http.Get(u) // want `the response status of http\.Get is never checked: io\.ReadAll reads the body of a 404 or 503 as a success`
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	digest, before := sha256.New(), sha256.New()
	before.Write(other)
	data, err := io.ReadAll(io.TeeReader(resp.Body, digest))
	if err != nil {
		return nil, err
	}
	return data, same(before, want)
}

// Fixed compares arrays.
func Fixed(u string, to *os.File, want [sha256.Size]byte) error {
	resp, err := http.Get(u) // ok
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	digest := sha256.New()
	if _, err := io.Copy(digest, io.TeeReader(resp.Body, to)); err != nil {
		return err
	}
	if [sha256.Size]byte(digest.Sum(nil)) != want {
		return errDigest
	}
	return nil
}
