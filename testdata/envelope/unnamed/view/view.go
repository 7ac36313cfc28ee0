// Package view has bodies of types without a name.
package view

// Problem is what errors look like.
func Problem(status int, message string) any {
	return struct {
		Code    int      `json:"status"`
		Text    string   `json:"message"`
		Related []string `json:"related,omitempty"`
		secret  string
	}{Code: status, Text: message}
}

// Pointer is the same behind a pointer.
func Pointer(status int, message string) any {
	return &struct {
		Code int    `json:"status"`
		Text string `json:"message"`
	}{status, message}
}

// Untagged has other names.
func Untagged(status int, message string) any {
	return struct {
		Code int
		Text string
	}{status, message}
}
