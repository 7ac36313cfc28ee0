package httpmodel

import (
	"archive/tar"
	"archive/zip"
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"context"
	"encoding/binary"
	"encoding/csv"
	"encoding/gob"
	"encoding/json"
	"encoding/pem"
	"encoding/xml"
	"errors"
	"fmt"
	htmltemplate "html/template"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"io/fs"
	"log"
	"maps"
	"mime/multipart"
	"net"
	"net/http"
	"net/http/cgi"
	"net/http/httputil"
	"net/http/pprof"
	"net/rpc"
	"net/textproto"
	"net/url"
	"runtime"
	runtimepprof "runtime/pprof"
	"runtime/trace"
	"strings"
	"testing/fstest"
	"text/tabwriter"
	texttemplate "text/template"
	"time"
)

type (
	W = http.ResponseWriter
	R = *http.Request
)

// behaviours is keyed by the names of rows.
var behaviours = map[string]behaviour{
	"net/http.ResponseWriter.WriteHeader": {do: func(w W, _ R) { w.WriteHeader(201) }},
	"net/http.ResponseWriter.Write":       {do: func(w W, _ R) { w.Write([]byte(marker)) }},
	"net/http.Flusher.Flush":              {do: func(w W, _ R) { w.(http.Flusher).Flush() }},
	"net/http.ResponseController.Flush":   {do: func(w W, _ R) { http.NewResponseController(w).Flush() }},
	"net/http.Hijacker.Hijack":            {do: func(w W, _ R) { takeOver(w.(http.Hijacker).Hijack()) }},
	"net/http.ResponseController.Hijack":  {do: func(w W, _ R) { takeOver(http.NewResponseController(w).Hijack()) }},

	"net/http.Header.Set":          {do: func(w W, _ R) { w.Header().Set("x-field", "new") }},
	"net/http.Header.Add":          {do: func(w W, _ R) { w.Header().Add("x-field", "new") }},
	"net/http.Header.Del":          {do: func(w W, _ R) { w.Header().Del("x-field") }},
	"net/http.SetCookie":           {do: func(w W, _ R) { http.SetCookie(w, &http.Cookie{Name: "field", Value: "new"}) }},
	"maps.Copy":                    {do: func(w W, _ R) { maps.Copy(w.Header(), http.Header{"X-Field": {"new"}}) }},
	"net/textproto.MIMEHeader.Set": {do: func(w W, _ R) { textproto.MIMEHeader(w.Header()).Set("x-field", "new") }},
	"net/textproto.MIMEHeader.Add": {do: func(w W, _ R) { textproto.MIMEHeader(w.Header()).Add("x-field", "new") }},
	"net/textproto.MIMEHeader.Del": {do: func(w W, _ R) { textproto.MIMEHeader(w.Header()).Del("x-field") }},
	"net/url.Values.Set":           {do: func(w W, _ R) { url.Values(w.Header()).Set("X-Field", "new") }},
	"net/url.Values.Add":           {do: func(w W, _ R) { url.Values(w.Header()).Add("X-Field", "new") }},
	"net/url.Values.Del":           {do: func(w W, _ R) { url.Values(w.Header()).Del("X-Field") }},

	"net/http.Error":    {do: func(w W, _ R) { http.Error(w, marker, http.StatusTeapot) }},
	"net/http.NotFound": {do: func(w W, r R) { http.NotFound(w, r) }},
	"net/http.Redirect": {do: func(w W, r R) { http.Redirect(w, r, "/there", http.StatusSeeOther) }},

	"net/http.ServeContent": {do: func(w W, r R) { http.ServeContent(w, r, "a.txt", modified, strings.NewReader("text")) },
		serve: append(contentScenarios(),
			scenario{status: 500, do: func(w W, r R) { http.ServeContent(w, r, "a.txt", modified, unseekable{}) }})},
	"net/http.ServeFileFS": {do: func(w W, r R) { http.ServeFileFS(w, r, files, "a.txt") }, serve: append(contentScenarios(),
		scenario{status: 301, path: "/index.html"},
		scenario{status: 400, path: "/x/../a"},
		scenario{status: 403, do: func(w W, r R) { http.ServeFileFS(w, r, failing{fs.ErrPermission}, "a.txt") }},
		scenario{status: 404, do: func(w W, r R) { http.ServeFileFS(w, r, files, "b.txt") }},
		scenario{status: 500, do: func(w W, r R) { http.ServeFileFS(w, r, failing{errors.New("broken")}, "a.txt") }})},
	"net/http.ServeFile": {do: func(w W, r R) { http.ServeFile(w, r, "model.go") }, hidden: []int{403}, serve: append(contentScenarios(),
		scenario{status: 301, path: "/index.html"},
		scenario{status: 400, path: "/x/../a"},
		scenario{status: 404, do: func(w W, r R) { http.ServeFile(w, r, "missing.txt") }},
		scenario{status: 500, do: func(w W, r R) { http.ServeFile(w, r, strings.Repeat("a", 300)) }})},

	"net/http.Header.Write":       {do: func(w W, _ R) { http.Header{"X-A": {marker}}.Write(w) }},
	"net/http.Header.WriteSubset": {do: func(w W, _ R) { http.Header{"X-A": {marker}}.WriteSubset(w, nil) }},
	"net/http.Request.Write":      {do: func(w W, r R) { r.Header.Set("X-A", marker); r.Write(w) }},
	"net/http.Response.Write":     {do: func(w W, _ R) { (&http.Response{Header: http.Header{"X-A": {marker}}}).Write(w) }},

	"net/http/cgi.Handler.ServeHTTP": {serve: []scenario{
		{status: 400, do: func(w W, r R) { r.TransferEncoding = []string{"chunked"}; new(cgi.Handler).ServeHTTP(w, r) }},
		{status: 500, do: func(w W, r R) {
			(&cgi.Handler{Path: "/missing/script", Logger: log.New(io.Discard, "", 0)}).ServeHTTP(w, r)
		}},
	}},
	"net/http/httputil.ReverseProxy.ServeHTTP": {serve: []scenario{{status: 502, do: func(w W, r R) {
		p := httputil.ReverseProxy{Rewrite: func(*httputil.ProxyRequest) {}, Transport: unreachable{}, ErrorLog: log.New(io.Discard, "", 0)}
		p.ServeHTTP(w, r)
	}}}},
	"net/rpc.Server.ServeHTTP": {serve: []scenario{{status: 405, do: rpc.NewServer().ServeHTTP}}},
	"net/http/pprof.Cmdline":   {serve: []scenario{{status: 200, do: pprof.Cmdline}}},
	"net/http/pprof.Symbol":    {serve: []scenario{{status: 200, do: pprof.Symbol}}},
	"net/http/pprof.Index": {do: pprof.Index, serve: []scenario{
		{status: 200, path: "/debug/pprof/"},
		{status: 200, path: "/debug/pprof/heap"},
		{status: 400, path: "/debug/pprof/heap?seconds=x"},
		{status: 404, path: "/debug/pprof/nothing"},
		{status: 408, path: "/debug/pprof/heap?seconds=1", do: expired(context.DeadlineExceeded, pprof.Index)},
		{status: 500, path: "/debug/pprof/heap?seconds=1", do: expired(context.Canceled, pprof.Index)},
	}},
	"net/http/pprof.Profile": {serve: []scenario{
		{status: 200, do: expired(context.Canceled, pprof.Profile)},
		{status: 500, do: func(w W, r R) {
			runtimepprof.StartCPUProfile(io.Discard)
			defer runtimepprof.StopCPUProfile()
			pprof.Profile(w, r)
		}},
	}},
	"net/http/pprof.Trace": {serve: []scenario{
		{status: 200, do: expired(context.Canceled, pprof.Trace)},
		{status: 500, do: func(w W, r R) {
			trace.Start(io.Discard)
			defer trace.Stop()
			pprof.Trace(w, r)
		}},
	}},

	"io.Writer.Write":             {do: func(w W, _ R) { io.Writer(w).Write([]byte(marker)) }},
	"io.ByteWriter.WriteByte":     {want: "x", do: buffered(func(w *bufio.Writer) { io.ByteWriter(w).WriteByte('x') })},
	"io.StringWriter.WriteString": {do: func(w W, _ R) { w.(io.StringWriter).WriteString(marker) }},
	"io.ReaderFrom.ReadFrom":      {do: func(w W, _ R) { w.(io.ReaderFrom).ReadFrom(strings.NewReader(marker)) }},
	"io.WriterTo.WriteTo":         {do: func(w W, _ R) { io.WriterTo(bytes.NewBufferString(marker)).WriteTo(w) }},
	"io.WriteString":              {do: func(w W, _ R) { io.WriteString(w, marker) }},
	"io.Copy":                     {do: func(w W, _ R) { io.Copy(w, strings.NewReader(marker)) }},
	"io.CopyBuffer":               {do: func(w W, _ R) { io.CopyBuffer(w, strings.NewReader(marker), make([]byte, 8)) }},
	"io.CopyN":                    {do: func(w W, _ R) { io.CopyN(w, strings.NewReader(marker), int64(len(marker))) }},
	"fmt.Fprint":                  {do: func(w W, _ R) { fmt.Fprint(w, marker) }},
	"fmt.Fprintln":                {do: func(w W, _ R) { fmt.Fprintln(w, errors.New(marker)) }},
	"fmt.Fprintf":                 {do: func(w W, _ R) { fmt.Fprintf(w, "%v", errors.New(marker)) }},

	"bufio.Writer.Write":       {do: buffered(func(w *bufio.Writer) { w.Write([]byte(marker)) })},
	"bufio.Writer.WriteByte":   {want: "x", do: buffered(func(w *bufio.Writer) { w.WriteByte('x') })},
	"bufio.Writer.WriteRune":   {want: "ö", do: buffered(func(w *bufio.Writer) { w.WriteRune('ö') })},
	"bufio.Writer.WriteString": {do: buffered(func(w *bufio.Writer) { w.WriteString(marker) })},
	"bufio.Writer.ReadFrom":    {do: buffered(func(w *bufio.Writer) { w.ReadFrom(strings.NewReader(marker)) })},

	"bytes.Buffer.Write":          {do: filled(func(b *bytes.Buffer) { b.Write([]byte(marker)) })},
	"bytes.Buffer.WriteByte":      {want: "x", do: filled(func(b *bytes.Buffer) { b.WriteByte('x') })},
	"bytes.Buffer.WriteRune":      {want: "ö", do: filled(func(b *bytes.Buffer) { b.WriteRune('ö') })},
	"bytes.Buffer.WriteString":    {do: filled(func(b *bytes.Buffer) { b.WriteString(marker) })},
	"bytes.Buffer.ReadFrom":       {do: filled(func(b *bytes.Buffer) { b.ReadFrom(strings.NewReader(marker)) })},
	"bytes.Buffer.WriteTo":        {do: func(w W, _ R) { bytes.NewBufferString(marker).WriteTo(w) }},
	"strings.Builder.Write":       {do: built(func(b *strings.Builder) { b.Write([]byte(marker)) })},
	"strings.Builder.WriteByte":   {want: "x", do: built(func(b *strings.Builder) { b.WriteByte('x') })},
	"strings.Builder.WriteRune":   {want: "ö", do: built(func(b *strings.Builder) { b.WriteRune('ö') })},
	"strings.Builder.WriteString": {do: built(func(b *strings.Builder) { b.WriteString(marker) })},
	"strings.Replacer.WriteString": {do: func(w W, _ R) {
		strings.NewReplacer("2", "two").WriteString(w, strings.Replace(marker, "two", "2", 1))
	}},
	"runtime.Stack": {want: "goroutine ", do: func(w W, _ R) {
		buf := make([]byte, 1024)
		w.Write(buf[:runtime.Stack(buf, false)])
	}},
	"runtime/pprof.Profile.WriteTo":  {want: "goroutine profile", do: func(w W, _ R) { runtimepprof.Lookup("goroutine").WriteTo(w, 1) }},
	"runtime/pprof.WriteHeapProfile": {want: "\x1f\x8b", do: func(w W, _ R) { runtimepprof.WriteHeapProfile(w) }},

	"encoding/json.Encoder.Encode": {do: func(w W, _ R) { json.NewEncoder(w).Encode(marker) }},
	"encoding/json.Compact":        {do: filled(func(b *bytes.Buffer) { json.Compact(b, []byte(`"`+marker+`"`)) })},
	"encoding/json.Indent":         {do: filled(func(b *bytes.Buffer) { json.Indent(b, []byte(`"`+marker+`"`), "", " ") })},
	"encoding/json.HTMLEscape":     {do: filled(func(b *bytes.Buffer) { json.HTMLEscape(b, []byte(`"`+marker+`"`)) })},
	"encoding/xml.Encoder.Encode":  {do: func(w W, _ R) { xml.NewEncoder(w).Encode(marker) }},
	"encoding/xml.Encoder.EncodeElement": {do: func(w W, _ R) {
		xml.NewEncoder(w).EncodeElement(marker, xml.StartElement{Name: xml.Name{Local: "a"}})
	}},
	"encoding/xml.Encoder.EncodeToken": {do: func(w W, _ R) {
		e := xml.NewEncoder(w)
		e.EncodeToken(xml.CharData(marker))
		e.Flush()
	}},
	"encoding/xml.Escape":          {do: func(w W, _ R) { xml.Escape(w, []byte(marker)) }},
	"encoding/xml.EscapeText":      {do: func(w W, _ R) { xml.EscapeText(w, []byte(marker)) }},
	"encoding/gob.Encoder.Encode":  {do: func(w W, _ R) { gob.NewEncoder(w).Encode(marker) }},
	"encoding/csv.Writer.Write":    {do: separated(func(w *csv.Writer) { w.Write([]string{marker}) })},
	"encoding/csv.Writer.WriteAll": {do: separated(func(w *csv.Writer) { w.WriteAll([][]string{{marker}}) })},
	"encoding/binary.Write":        {do: func(w W, _ R) { binary.Write(w, binary.BigEndian, []byte(marker)) }},
	"encoding/pem.Encode":          {do: func(w W, _ R) { pem.Encode(w, &pem.Block{Headers: map[string]string{"a": marker}}) }},

	"html/template.Template.Execute":         {do: func(w W, _ R) { htmlPage.Execute(w, marker) }},
	"html/template.Template.ExecuteTemplate": {do: func(w W, _ R) { htmlPage.ExecuteTemplate(w, "page", marker) }},
	"html/template.HTMLEscape":               {do: func(w W, _ R) { htmltemplate.HTMLEscape(w, []byte(marker)) }},
	"html/template.JSEscape":                 {want: `two \u003C three`, do: func(w W, _ R) { htmltemplate.JSEscape(w, []byte(marker)) }},
	"text/template.Template.Execute":         {do: func(w W, _ R) { textPage.Execute(w, marker) }},
	"text/template.Template.ExecuteTemplate": {do: func(w W, _ R) { textPage.ExecuteTemplate(w, "page", marker) }},
	"text/template.HTMLEscape":               {do: func(w W, _ R) { texttemplate.HTMLEscape(w, []byte(marker)) }},
	"text/template.JSEscape":                 {want: `two \u003C three`, do: func(w W, _ R) { texttemplate.JSEscape(w, []byte(marker)) }},

	"compress/gzip.Writer.Write": {do: func(w W, _ R) { z := gzip.NewWriter(w); z.Write([]byte(marker)); z.Close() }, read: decompress(gzip.NewReader)},
	"compress/gzip.Writer.Flush": {do: func(w W, _ R) { gzip.NewWriter(w).Flush() }},
	"compress/gzip.Writer.Close": {do: func(w W, _ R) { gzip.NewWriter(w).Close() }},
	"compress/zlib.Writer.Write": {do: func(w W, _ R) { z := zlib.NewWriter(w); z.Write([]byte(marker)); z.Close() }, read: decompress(zlib.NewReader)},
	"compress/zlib.Writer.Flush": {do: func(w W, _ R) { zlib.NewWriter(w).Flush() }},
	"compress/zlib.Writer.Close": {do: func(w W, _ R) { zlib.NewWriter(w).Close() }},
	"compress/flate.Writer.Write": {do: func(w W, _ R) { z := newFlate(w); z.Write([]byte(marker)); z.Close() },
		read: decompress(func(r io.Reader) (io.ReadCloser, error) { return flate.NewReader(r), nil })},
	"compress/flate.Writer.Flush": {do: func(w W, _ R) { newFlate(w).Flush() }},
	"compress/flate.Writer.Close": {do: func(w W, _ R) { newFlate(w).Close() }},

	"archive/zip.Writer.Close":       {do: func(w W, _ R) { zip.NewWriter(w).Close() }},
	"archive/tar.Writer.WriteHeader": {do: func(w W, _ R) { tar.NewWriter(w).WriteHeader(&tar.Header{Name: marker}) }},
	"archive/tar.Writer.Write": {do: func(w W, _ R) {
		tw := tar.NewWriter(w)
		tw.WriteHeader(&tar.Header{Name: "a", Size: int64(len(marker))})
		tw.Write([]byte(marker))
	}},
	"archive/tar.Writer.Close":         {do: func(w W, _ R) { tar.NewWriter(w).Close() }},
	"mime/multipart.Writer.WriteField": {do: func(w W, _ R) { multipart.NewWriter(w).WriteField("a", marker) }},
	"mime/multipart.Writer.Close":      {do: func(w W, _ R) { multipart.NewWriter(w).Close() }},
	"text/tabwriter.Writer.Write": {do: func(w W, _ R) {
		tw := tabwriter.NewWriter(w, 0, 8, 1, ' ', 0)
		tw.Write([]byte(marker))
		tw.Flush()
	}},
	"image/gif.Encode":  {want: "GIF8", do: func(w W, _ R) { gif.Encode(w, dot, nil) }},
	"image/jpeg.Encode": {want: "\xff\xd8", do: func(w W, _ R) { jpeg.Encode(w, dot, nil) }},
	"image/png.Encode":  {want: "\x89PNG", do: func(w W, _ R) { png.Encode(w, dot) }},
}

// answered is keyed by the names of rows of functions that make handlers.
var answered = map[string][]scenario{
	"net/http.NewServeMux":     {{path: "/missing", do: oneRoute().ServeHTTP}, {method: "POST", do: oneRoute().ServeHTTP}},
	"net/http.NotFoundHandler": {{do: http.NotFoundHandler().ServeHTTP}},
	"net/http.RedirectHandler": {{do: http.RedirectHandler("/there", http.StatusTeapot).ServeHTTP}},
	"net/http.StripPrefix":     {{do: http.StripPrefix("/a", http.NotFoundHandler()).ServeHTTP}},
	"net/http.CrossOriginProtection.Handler": {{status: 403, method: "POST", header: "Sec-Fetch-Site: cross-site",
		do: http.NewCrossOriginProtection().Handler(http.NotFoundHandler()).ServeHTTP}},
	"net/http.TimeoutHandler": {{do: http.TimeoutHandler(http.HandlerFunc(func(_ W, r R) { <-r.Context().Done() }),
		time.Millisecond, marker).ServeHTTP}},
	"net/http.FileServer":   served(func(fsys fs.FS) http.Handler { return http.FileServer(http.FS(fsys)) }),
	"net/http.FileServerFS": served(http.FileServerFS),
	"net/http/httputil.NewSingleHostReverseProxy": {{do: func(w W, r R) {
		p := httputil.NewSingleHostReverseProxy(&url.URL{Scheme: "http", Host: "example.com"})
		p.Transport, p.ErrorLog = unreachable{}, log.New(io.Discard, "", 0)
		p.ServeHTTP(w, r)
	}}},
}

func oneRoute() *http.ServeMux {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", func(W, R) {})
	return mux
}

// served makes a handler of files choose every status that it has.
func served(handler func(fs.FS) http.Handler) []scenario {
	broken := func(err error) http.HandlerFunc { return handler(failing{err}).ServeHTTP }
	ss := append(contentScenarios(), scenario{status: 301, path: "/index.html"}, scenario{status: 404, path: "/b.txt"},
		scenario{status: 403, do: broken(fs.ErrPermission)}, scenario{status: 500, do: broken(errors.New("broken"))})
	for i := range ss {
		if ss[i].path == "" {
			ss[i].path = "/a.txt"
		}
		if ss[i].do == nil {
			ss[i].do = handler(files).ServeHTTP
		}
	}
	return ss
}

var (
	modified = time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	files    = fstest.MapFS{"a.txt": {Data: []byte("text"), ModTime: modified}}
	htmlPage = htmltemplate.Must(htmltemplate.New("page").Parse("{{.}}"))
	textPage = texttemplate.Must(texttemplate.New("page").Parse("{{.}}"))
	dot      = image.NewPaletted(image.Rect(0, 0, 1, 1), color.Palette{color.Black})
)

// contentScenarios are what a request's headers make of a file.
func contentScenarios() []scenario {
	return []scenario{
		{status: 200},
		{status: 206, header: "Range: bytes=0-1"},
		{status: 304, header: "If-Modified-Since: Fri, 01 Jan 2100 00:00:00 GMT"},
		{status: 412, header: `If-Match: "other"`},
		{status: 416, header: "Range: bytes=900000-"},
	}
}

func takeOver(conn net.Conn, _ *bufio.ReadWriter, err error) {
	if err != nil {
		panic(err)
	}
	defer conn.Close()
	io.WriteString(conn, "HTTP/1.1 299 Own\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")
}

// buffered writes to a client what f writes to a bufio.Writer.
func buffered(f func(*bufio.Writer)) http.HandlerFunc {
	return func(w W, _ R) {
		bw := bufio.NewWriter(w)
		f(bw)
		bw.Flush()
	}
}

// filled writes to a client what f leaves in a buffer.
func filled(f func(*bytes.Buffer)) http.HandlerFunc {
	return func(w W, _ R) {
		var b bytes.Buffer
		f(&b)
		w.Write(b.Bytes())
	}
}

func built(f func(*strings.Builder)) http.HandlerFunc {
	return func(w W, _ R) {
		var b strings.Builder
		f(&b)
		io.WriteString(w, b.String())
	}
}

func separated(f func(*csv.Writer)) http.HandlerFunc {
	return func(w W, _ R) {
		cw := csv.NewWriter(w)
		f(cw)
		cw.Flush()
	}
}

func newFlate(w io.Writer) *flate.Writer {
	z, err := flate.NewWriter(w, flate.DefaultCompression)
	if err != nil {
		panic(err)
	}
	return z
}

// failing is a file system that cannot open anything.
type failing struct{ err error }

func (f failing) Open(string) (fs.File, error) { return nil, f.err }

type unseekable struct{ io.Reader }

func (unseekable) Seek(int64, int) (int64, error) { return 0, errors.New("cannot seek") }

type unreachable struct{}

func (unreachable) RoundTrip(*http.Request) (*http.Response, error) {
	return nil, errors.New("unreachable")
}
