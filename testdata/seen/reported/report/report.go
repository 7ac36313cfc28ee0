// Package report keeps errors for others, and tells them under which name.
package report

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"log"
)

// ID keeps an error.
func ID(err error) string {
	id := rand.Text()
	log.Print(id, err)
	return id
}

// Note keeps a text.
func Note(text string) string {
	id := rand.Text()
	log.Print(id, text)
	return id
}

// Fingerprint names errors that are alike.
func Fingerprint(err error) string {
	sum := sha256.Sum256([]byte(err.Error()))
	return hex.EncodeToString(sum[:8])
}

// Line says what an error says.
func Line(err error) string { return "error: " + err.Error() }
