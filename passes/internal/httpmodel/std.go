package httpmodel

// The standard library. Rows that only say "plain" matter as much as the
// others: they prove that a value carries no error's text.

const (
	nethttp = "net/http"
	plainCT = "text/plain; charset=utf-8"
)

var netHTTP = []Row{
	{Pkg: nethttp, Recv: "ResponseWriter", Name: "Header", Results: []Expr{{Op: OpHeader, Arg: 0}}, Pure: true},
	{Pkg: nethttp, Recv: "ResponseWriter", Name: "WriteHeader", Response: &Response{Kind: Status, Writer: 0, Status: arg(1)}},
	{Pkg: nethttp, Recv: "ResponseWriter", Name: "Write", Response: &Response{Kind: Body, Writer: 0, Body: arg(1)}},
	{Pkg: nethttp, Recv: "Flusher", Name: "Flush", Response: &Response{Kind: Flush, Writer: 0}},
	{Pkg: nethttp, Recv: "Hijacker", Name: "Hijack", Response: &Response{Kind: Hijack, Writer: 0}},

	{Pkg: nethttp, Recv: "Header", Name: "Set", Response: &Response{Kind: SetHeader, Writer: 0, Key: arg(1), Value: arg(2)}},
	{Pkg: nethttp, Recv: "Header", Name: "Add", Response: &Response{Kind: AddHeader, Writer: 0, Key: arg(1), Value: arg(2)}},
	{Pkg: nethttp, Recv: "Header", Name: "Del", Response: &Response{Kind: DelHeader, Writer: 0, Key: arg(1)}},
	{Pkg: nethttp, Recv: "Header", Name: "Get", Results: []Expr{plain()}, Pure: true},
	{Pkg: nethttp, Recv: "Header", Name: "Values", Results: []Expr{plain()}, Pure: true},
	{Pkg: nethttp, Recv: "Header", Name: "Clone", Results: []Expr{plain()}, Pure: true},

	// Error deletes Content-Length, forces text/plain and nosniff, and does not return from the handler.
	{Pkg: nethttp, Name: "Error", Response: &Response{Kind: Answer, Writer: 0, Status: arg(2), Body: arg(1), ContentType: plainCT}},
	{Pkg: nethttp, Name: "NotFound", Response: &Response{Kind: Answer, Writer: 0, Status: status(404), Body: str("404 page not found"), ContentType: plainCT}},
	// Redirect writes a short HTML body for GET.
	{Pkg: nethttp, Name: "Redirect", Response: &Response{Kind: Redirect, Writer: 0, Status: arg(3), Key: str("Location"), Value: arg(2)}},
	// 206, 304, 412 and 416 depend on the request's headers; files add 301 and 404.
	{Pkg: nethttp, Name: "ServeContent", Response: &Response{Kind: Serve, Writer: 0, Implied: []int{200, 206, 304, 412, 416}}},
	{Pkg: nethttp, Name: "ServeFile", Response: &Response{Kind: Serve, Writer: 0, Implied: []int{200, 206, 301, 304, 400, 403, 404, 412, 416, 500}}},
	{Pkg: nethttp, Name: "ServeFileFS", Response: &Response{Kind: Serve, Writer: 0, Implied: []int{200, 206, 301, 304, 400, 403, 404, 412, 416, 500}}},
	{Pkg: nethttp, Name: "SetCookie", Response: &Response{Kind: AddHeader, Writer: 0, Key: str("Set-Cookie"), Value: arg(1)}},

	{Pkg: nethttp, Name: "NewResponseController", Results: []Expr{arg(0)}, Pure: true},
	{Pkg: nethttp, Recv: "ResponseController", Name: "Flush", Response: &Response{Kind: Flush, Writer: 0}},
	{Pkg: nethttp, Recv: "ResponseController", Name: "Hijack", Response: &Response{Kind: Hijack, Writer: 0}},
	{Pkg: nethttp, Recv: "ResponseController", Name: "SetReadDeadline", Pure: true},
	{Pkg: nethttp, Recv: "ResponseController", Name: "SetWriteDeadline", Pure: true},
	{Pkg: nethttp, Recv: "ResponseController", Name: "EnableFullDuplex", Pure: true},

	// MaxBytesReader does not answer 413: it only makes the read fail.
	{Pkg: nethttp, Name: "MaxBytesReader", Results: []Expr{plain()}, Pure: true},
	{Pkg: nethttp, Name: "StatusText", Results: []Expr{{Op: OpStatusText, Args: []Expr{arg(0)}}}, Pure: true},
	{Pkg: nethttp, Recv: "Request", Name: "Context", Results: []Expr{plain()}, Pure: true},
	{Pkg: nethttp, Recv: "Request", Name: "PathValue", Results: []Expr{plain()}, Pure: true},
	{Pkg: nethttp, Recv: "Request", Name: "FormValue", Results: []Expr{plain()}},
	{Pkg: nethttp, Recv: "Request", Name: "PostFormValue", Results: []Expr{plain()}},
	{Pkg: nethttp, Recv: "Request", Name: "UserAgent", Results: []Expr{plain()}, Pure: true},
	{Pkg: nethttp, Recv: "Request", Name: "Referer", Results: []Expr{plain()}, Pure: true},
	{Pkg: nethttp, Recv: "Request", Name: "ParseForm", Results: []Expr{parseError()}},
	{Pkg: nethttp, Recv: "Request", Name: "ParseMultipartForm", Results: []Expr{parseError()}},
	{Pkg: nethttp, Recv: "Request", Name: "FormFile", Results: []Expr{{}, {}, parseError()}},
	{Pkg: nethttp, Recv: "Request", Name: "MultipartReader", Results: []Expr{{}, parseError()}},

	// ReverseProxy answers with what the upstream sends; 502 and nothing when it cannot be reached.
	{Pkg: "net/http/httputil", Recv: "ReverseProxy", Name: "ServeHTTP", Response: &Response{Kind: Serve, Writer: 1, Implied: []int{502}}},
}

// decode rows overwrite an argument; their error tells a client about Go's types.
var encoders = []Row{
	{Pkg: "encoding/json", Name: "NewEncoder", Results: []Expr{arg(0)}, Pure: true},
	{Pkg: "encoding/json", Recv: "Encoder", Name: "Encode", Response: &Response{Kind: Body, Writer: 0, Body: encode(JSON, arg(1))}},
	{Pkg: "encoding/json", Recv: "Encoder", Name: "SetIndent", Pure: true},
	{Pkg: "encoding/json", Recv: "Encoder", Name: "SetEscapeHTML", Pure: true},
	{Pkg: "encoding/json", Name: "Marshal", Results: []Expr{encode(JSON, arg(0))}, Pure: true},
	{Pkg: "encoding/json", Name: "MarshalIndent", Results: []Expr{encode(JSON, arg(0))}, Pure: true},
	{Pkg: "encoding/json", Name: "Unmarshal", Results: []Expr{parseError()}, Fills: 1},
	{Pkg: "encoding/json", Recv: "Decoder", Name: "Decode", Results: []Expr{parseError()}, Fills: 1},
	{Pkg: "encoding/xml", Name: "NewEncoder", Results: []Expr{arg(0)}, Pure: true},
	{Pkg: "encoding/xml", Recv: "Encoder", Name: "Encode", Response: &Response{Kind: Body, Writer: 0, Body: encode(XML, arg(1))}},
	{Pkg: "encoding/xml", Recv: "Encoder", Name: "Indent", Pure: true},
	{Pkg: "encoding/xml", Name: "Marshal", Results: []Expr{encode(XML, arg(0))}, Pure: true},
	{Pkg: "encoding/xml", Name: "MarshalIndent", Results: []Expr{encode(XML, arg(0))}, Pure: true},
	{Pkg: "encoding/xml", Name: "Unmarshal", Results: []Expr{parseError()}, Fills: 1},
	{Pkg: "encoding/xml", Recv: "Decoder", Name: "Decode", Results: []Expr{parseError()}, Fills: 1},
	{Pkg: "html/template", Recv: "Template", Name: "Execute", Response: &Response{Kind: Body, Writer: 1, Body: encode(HTML, arg(2))}},
	{Pkg: "html/template", Recv: "Template", Name: "ExecuteTemplate", Response: &Response{Kind: Body, Writer: 1, Body: encode(HTML, arg(3))}},
	{Pkg: "text/template", Recv: "Template", Name: "Execute", Response: &Response{Kind: Body, Writer: 1, Body: encode(Unknown, arg(2))}},
	{Pkg: "text/template", Recv: "Template", Name: "ExecuteTemplate", Response: &Response{Kind: Body, Writer: 1, Body: encode(Unknown, arg(3))}},
}

var ioRows = []Row{
	{Pkg: "io", Recv: "Writer", Name: "Write", Response: &Response{Kind: Body, Writer: 0, Body: arg(1)}},
	{Pkg: "io", Recv: "StringWriter", Name: "WriteString", Response: &Response{Kind: Body, Writer: 0, Body: arg(1)}},
	{Pkg: "io", Name: "WriteString", Response: &Response{Kind: Body, Writer: 0, Body: arg(1)}},
	{Pkg: "io", Name: "Copy", Response: &Response{Kind: Body, Writer: 0, Body: encode(Stream, Expr{Op: OpContent, Arg: 1})}},
	{Pkg: "io", Name: "CopyN", Response: &Response{Kind: Body, Writer: 0, Body: encode(Stream, Expr{Op: OpContent, Arg: 1})}},
	{Pkg: "io", Name: "CopyBuffer", Response: &Response{Kind: Body, Writer: 0, Body: encode(Stream, Expr{Op: OpContent, Arg: 1})}},
	{Pkg: "io", Name: "ReadAll", Results: []Expr{plain(), {}}, Pure: true},
	{Pkg: "io", Name: "NopCloser", Results: []Expr{arg(0)}, Pure: true},

	{Pkg: "fmt", Name: "Fprint", Response: &Response{Kind: Body, Writer: 0, Body: rest(1)}},
	{Pkg: "fmt", Name: "Fprintln", Response: &Response{Kind: Body, Writer: 0, Body: rest(1)}},
	{Pkg: "fmt", Name: "Fprintf", Response: &Response{Kind: Body, Writer: 0, Body: format(1)}},

	{Pkg: "bufio", Name: "NewWriter", Results: []Expr{arg(0)}, Pure: true},
	{Pkg: "bufio", Name: "NewWriterSize", Results: []Expr{arg(0)}, Pure: true},
	{Pkg: "bufio", Recv: "Writer", Name: "Write", Response: &Response{Kind: Body, Writer: 0, Body: arg(1)}},
	{Pkg: "bufio", Recv: "Writer", Name: "WriteString", Response: &Response{Kind: Body, Writer: 0, Body: arg(1)}},
	{Pkg: "bufio", Recv: "Writer", Name: "WriteByte", Response: &Response{Kind: Body, Writer: 0}},
	{Pkg: "bufio", Recv: "Writer", Name: "WriteRune", Response: &Response{Kind: Body, Writer: 0}},
	{Pkg: "bufio", Recv: "Writer", Name: "Flush", Response: &Response{Kind: Flush, Writer: 0}},
	{Pkg: "compress/gzip", Name: "NewWriter", Results: []Expr{arg(0)}, Pure: true},
	{Pkg: "compress/gzip", Name: "NewWriterLevel", Results: []Expr{arg(0)}, Pure: true},
	{Pkg: "compress/gzip", Recv: "Writer", Name: "Write", Response: &Response{Kind: Body, Writer: 0, Body: arg(1)}},
	{Pkg: "compress/gzip", Recv: "Writer", Name: "Flush", Response: &Response{Kind: Flush, Writer: 0}},
	{Pkg: "compress/gzip", Recv: "Writer", Name: "Close", Response: &Response{Kind: Flush, Writer: 0}},
	{Pkg: "compress/flate", Name: "NewWriter", Results: []Expr{arg(0)}, Pure: true},
	{Pkg: "compress/flate", Recv: "Writer", Name: "Write", Response: &Response{Kind: Body, Writer: 0, Body: arg(1)}},
	{Pkg: "compress/zlib", Name: "NewWriter", Results: []Expr{arg(0)}, Pure: true},
	{Pkg: "compress/zlib", Recv: "Writer", Name: "Write", Response: &Response{Kind: Body, Writer: 0, Body: arg(1)}},

	{Pkg: "bytes", Recv: "Buffer", Name: "Write", Response: &Response{Kind: Body, Writer: 0, Body: arg(1)}},
	{Pkg: "bytes", Recv: "Buffer", Name: "WriteString", Response: &Response{Kind: Body, Writer: 0, Body: arg(1)}},
	{Pkg: "bytes", Recv: "Buffer", Name: "WriteByte", Response: &Response{Kind: Body, Writer: 0}},
	{Pkg: "bytes", Recv: "Buffer", Name: "WriteRune", Response: &Response{Kind: Body, Writer: 0}},
	{Pkg: "bytes", Recv: "Buffer", Name: "Bytes", Results: []Expr{{Op: OpContent, Arg: 0}}, Pure: true},
	{Pkg: "bytes", Recv: "Buffer", Name: "String", Results: []Expr{{Op: OpContent, Arg: 0}}, Pure: true},
	{Pkg: "bytes", Recv: "Buffer", Name: "WriteTo", Response: &Response{Kind: Body, Writer: 1, Body: Expr{Op: OpContent, Arg: 0}}},
	{Pkg: "bytes", Recv: "Buffer", Name: "Len", Results: []Expr{plain()}, Pure: true},
	{Pkg: "bytes", Name: "NewBufferString", Results: []Expr{{}}, Pure: true},
	{Pkg: "strings", Recv: "Builder", Name: "Write", Response: &Response{Kind: Body, Writer: 0, Body: arg(1)}},
	{Pkg: "strings", Recv: "Builder", Name: "WriteString", Response: &Response{Kind: Body, Writer: 0, Body: arg(1)}},
	{Pkg: "strings", Recv: "Builder", Name: "WriteByte", Response: &Response{Kind: Body, Writer: 0}},
	{Pkg: "strings", Recv: "Builder", Name: "WriteRune", Response: &Response{Kind: Body, Writer: 0}},
	{Pkg: "strings", Recv: "Builder", Name: "String", Results: []Expr{{Op: OpContent, Arg: 0}}, Pure: true},
	{Pkg: "strings", Name: "NewReader", Results: []Expr{arg(0)}, Pure: true},
	{Pkg: "bytes", Name: "NewReader", Results: []Expr{arg(0)}, Pure: true},

	{Pkg: "maps", Name: "Copy", Response: &Response{Kind: Copy, Writer: 0, Value: arg(1)}},
}

var texts = []Row{
	{Pkg: "fmt", Name: "Sprint", Results: []Expr{text(rest(0))}, Pure: true},
	{Pkg: "fmt", Name: "Sprintln", Results: []Expr{text(rest(0))}, Pure: true},
	{Pkg: "fmt", Name: "Sprintf", Results: []Expr{format(0)}, Pure: true},
	{Pkg: "fmt", Name: "Append", Results: []Expr{join(arg(0), text(rest(1)))}, Pure: true},
	{Pkg: "fmt", Name: "Appendln", Results: []Expr{join(arg(0), text(rest(1)))}, Pure: true},
	{Pkg: "fmt", Name: "Appendf", Results: []Expr{join(arg(0), format(1))}, Pure: true},

	{Pkg: "strings", Name: "Join", Results: []Expr{join(arg(0))}, Pure: true},
	{Pkg: "strings", Name: "Replace", Results: []Expr{join(arg(0), arg(2))}, Pure: true},
	{Pkg: "strings", Name: "ReplaceAll", Results: []Expr{join(arg(0), arg(2))}, Pure: true},
	{Pkg: "strings", Name: "ToLower", Results: []Expr{join(arg(0))}, Pure: true},
	{Pkg: "strings", Name: "ToUpper", Results: []Expr{join(arg(0))}, Pure: true},
	{Pkg: "strings", Name: "ToTitle", Results: []Expr{join(arg(0))}, Pure: true},
	{Pkg: "strings", Name: "Title", Results: []Expr{join(arg(0))}, Pure: true},
	{Pkg: "strings", Name: "TrimSpace", Results: []Expr{join(arg(0))}, Pure: true},
	{Pkg: "strings", Name: "Trim", Results: []Expr{join(arg(0))}, Pure: true},
	{Pkg: "strings", Name: "TrimLeft", Results: []Expr{join(arg(0))}, Pure: true},
	{Pkg: "strings", Name: "TrimRight", Results: []Expr{join(arg(0))}, Pure: true},
	{Pkg: "strings", Name: "TrimPrefix", Results: []Expr{join(arg(0))}, Pure: true},
	{Pkg: "strings", Name: "TrimSuffix", Results: []Expr{join(arg(0))}, Pure: true},
	{Pkg: "strings", Name: "TrimFunc", Results: []Expr{join(arg(0))}, Pure: true},
	{Pkg: "strings", Name: "ToValidUTF8", Results: []Expr{join(arg(0))}, Pure: true},
	{Pkg: "strings", Name: "Repeat", Results: []Expr{join(arg(0))}, Pure: true},
	{Pkg: "strings", Name: "Clone", Results: []Expr{join(arg(0))}, Pure: true},
	{Pkg: "strings", Name: "Split", Results: []Expr{join(arg(0))}, Pure: true},
	{Pkg: "strings", Name: "SplitN", Results: []Expr{join(arg(0))}, Pure: true},
	{Pkg: "strings", Name: "Fields", Results: []Expr{join(arg(0))}, Pure: true},
	{Pkg: "strings", Name: "Cut", Results: []Expr{join(arg(0)), join(arg(0)), plain()}, Pure: true},
	{Pkg: "strings", Name: "Contains", Results: []Expr{plain()}, Pure: true},
	{Pkg: "strings", Name: "HasPrefix", Results: []Expr{plain()}, Pure: true},
	{Pkg: "strings", Name: "HasSuffix", Results: []Expr{plain()}, Pure: true},
	{Pkg: "bytes", Name: "TrimSpace", Results: []Expr{join(arg(0))}, Pure: true},
	{Pkg: "bytes", Name: "Join", Results: []Expr{join(arg(0))}, Pure: true},
	{Pkg: "html", Name: "EscapeString", Results: []Expr{{Op: OpEscape, Args: []Expr{arg(0)}}}, Pure: true},
	{Pkg: "html/template", Name: "HTMLEscapeString", Results: []Expr{{Op: OpEscape, Args: []Expr{arg(0)}}}, Pure: true},
	{Pkg: "text/template", Name: "HTMLEscapeString", Results: []Expr{{Op: OpEscape, Args: []Expr{arg(0)}}}, Pure: true},
	{Pkg: "net/url", Name: "QueryEscape", Results: []Expr{join(arg(0))}, Pure: true},
	{Pkg: "net/url", Name: "PathEscape", Results: []Expr{join(arg(0))}, Pure: true},
	{Pkg: "strconv", Name: "Quote", Results: []Expr{join(arg(0))}, Pure: true},
	{Pkg: "strconv", Name: "Itoa", Results: []Expr{plain()}, Pure: true},
	{Pkg: "strconv", Name: "FormatInt", Results: []Expr{plain()}, Pure: true},
	{Pkg: "strconv", Name: "FormatBool", Results: []Expr{plain()}, Pure: true},
	{Pkg: "encoding/base64", Recv: "Encoding", Name: "EncodeToString", Results: []Expr{join(arg(1))}, Pure: true},
	{Pkg: "runtime/debug", Name: "Stack", Results: []Expr{{Op: OpStack}}, Pure: true},
	// Stack fills the buffer that it is given.
	{Pkg: "runtime", Name: "Stack", Response: &Response{Kind: Body, Writer: 0, Body: Expr{Op: OpStack}}, Results: []Expr{plain()}},
}

var errorRows = []Row{
	{Pkg: "errors", Name: "New", Results: []Expr{newError(arg(0))}, Pure: true},
	{Pkg: "errors", Name: "Join", Results: []Expr{{Op: OpJoined, Arg: 0}}, Pure: true},
	{Pkg: "errors", Name: "Unwrap", Results: []Expr{{Op: OpCause, Args: []Expr{arg(0)}}}, Pure: true},
	{Pkg: "errors", Name: "Is", Results: []Expr{plain()}, Pure: true},
	// As fills its target with an error of the target's type out of the chain.
	{Pkg: "errors", Name: "As", Results: []Expr{plain()}, Fills: 1},
	{Pkg: "fmt", Name: "Errorf", Results: []Expr{wrap(0)}, Pure: true},
}

var logRows = []Row{
	{Pkg: "log", Name: "Fatal", NoReturn: true},
	{Pkg: "log", Name: "Fatalf", NoReturn: true},
	{Pkg: "log", Name: "Fatalln", NoReturn: true},
	{Pkg: "log", Name: "Panic", NoReturn: true},
	{Pkg: "log", Name: "Panicf", NoReturn: true},
	{Pkg: "log", Name: "Panicln", NoReturn: true},
	{Pkg: "log", Recv: "Logger", Name: "Fatal", NoReturn: true},
	{Pkg: "log", Recv: "Logger", Name: "Fatalf", NoReturn: true},
	{Pkg: "log", Recv: "Logger", Name: "Fatalln", NoReturn: true},
	{Pkg: "log", Recv: "Logger", Name: "Panic", NoReturn: true},
	{Pkg: "log", Recv: "Logger", Name: "Panicf", NoReturn: true},
	{Pkg: "log", Recv: "Logger", Name: "Panicln", NoReturn: true},
	{Pkg: "os", Name: "Exit", NoReturn: true},
	{Pkg: "runtime", Name: "Goexit", NoReturn: true},
}

// parsers are the packages whose errors say why input could not be parsed.
var parsers = map[string]bool{
	"encoding/json": true, "encoding/xml": true, "encoding/base64": true, "encoding/hex": true,
	"encoding/csv": true, "encoding/binary": true, "encoding/gob": true, "encoding/pem": true, "encoding/asn1": true,
	"strconv": true, "net/url": true, "time": true, "mime": true, "mime/multipart": true, "net/netip": true,
	"net/mail": true, "html/template": true, "text/template": true, "regexp": true, "math/big": true,
}
