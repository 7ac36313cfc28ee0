package policy

import (
	"bufio"
	"bytes"
	"io"
	"net/http"
	"net/url"
	"os"
	"strings"
)

// Bodies that net/http can send a second time, and others that it cannot.
func bodies(text string, data []byte, r io.Reader, f *os.File) {
	http.Post("http://localhost", "text/plain", strings.NewReader(text))                  // body: yes
	http.Post("http://localhost", "text/plain", bytes.NewBufferString(text))              // body: yes
	http.Post("http://localhost", "text/plain", nil)                                      // body: yes
	http.Post("http://localhost", "text/plain", r)                                        // body: unknown
	http.Post("http://localhost", "text/plain", f)                                        // body: no
	http.Post("http://localhost", "text/plain", bufio.NewReader(strings.NewReader(text))) // body: no
	http.PostForm("http://localhost", url.Values{"q": {text}})                            // body: yes
	http.DefaultClient.Do(post(bytes.NewReader(data)))                                    // body: yes
	var buf bytes.Buffer
	buf.Write(data)
	req, err := http.NewRequest(http.MethodPut, "http://localhost", &buf)
	if err != nil {
		return
	}
	http.DefaultClient.Do(req) // body: yes
	req.Body = f
	http.DefaultClient.Do(req)   // body: no
	http.Get("http://localhost") // body: yes
}

func post(body io.Reader) *http.Request {
	req, _ := http.NewRequest(http.MethodPost, "http://localhost", body)
	return req
}
