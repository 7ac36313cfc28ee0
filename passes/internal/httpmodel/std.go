package httpmodel

import (
	"go/types"
	"slices"
)

// The standard library. What it leaves out, and why:
//   - http.Handler and everything else that runs code which the caller chose
//     (ServeMux.ServeHTTP, sync.Once.Do, WaitGroup.Go): that code may do anything.
//   - io.TeeReader and Reset methods of writers: no Expr says "what is read from
//     this one" or "from now on that one".
//   - fmt.Sscan and sql.Rows.Scan: they fill the operands of a variadic list.
//   - httptest.ResponseRecorder: what is written to it goes to no client.
//   - functions of strings and numbers alone: without a row they change nothing
//     and pass text on, which is what a row would say.
func standard() []table {
	return []table{
		{pkg: "archive/tar", rows: archiveTar},
		{pkg: "archive/zip", rows: archiveZip},
		{pkg: "bufio", rows: bufioRows},
		{pkg: "bytes", rows: bytesRows},
		{pkg: "compress/flate", rows: func() []Row { return compressor("NewWriter", "NewWriterDict") }},
		{pkg: "compress/gzip", rows: func() []Row { return compressor("NewWriter", "NewWriterLevel") }},
		{pkg: "compress/zlib", rows: func() []Row { return compressor("NewWriter", "NewWriterLevel", "NewWriterLevelDict") }},
		{pkg: "context", rows: contextRows},
		{pkg: "crypto/sha256", rows: func() []Row { return harmless("", "Sum256") }},
		{pkg: "crypto/subtle", rows: func() []Row { return harmless("", "ConstantTimeCompare") }},
		{pkg: "database/sql", rows: databaseSQL},
		{pkg: "encoding/base64", rows: encodingBase64},
		{pkg: "encoding/binary", rows: encodingBinary},
		{pkg: "encoding/csv", rows: encodingCSV},
		{pkg: "encoding/gob", rows: encodingGob},
		{pkg: "encoding/hex", rows: encodingHex},
		{pkg: "encoding/json", rows: encodingJSON, other: since(encodingJSONLater())},
		{pkg: "encoding/pem", rows: encodingPEM},
		{pkg: "encoding/xml", rows: encodingXML},
		{pkg: "errors", rows: errorsRows, other: since([]Row{asType})},
		{pkg: "fmt", rows: fmtRows},
		{pkg: "html", rows: htmlRows},
		{pkg: "html/template", rows: func() []Row { return template(HTML) }},
		{pkg: "image/gif", rows: imageRows},
		{pkg: "image/jpeg", rows: imageRows},
		{pkg: "image/png", rows: imageRows},
		{pkg: "io", rows: ioRows},
		{pkg: "log", rows: logRows},
		{pkg: "log/slog", rows: slogRows},
		{pkg: "maps", rows: mapsRows},
		{pkg: "mime/multipart", rows: mimeMultipart},
		{pkg: "net/http", rows: netHTTP, contexts: []Context{{Type: "ResponseWriter"}}, overrides: []Override{{"CrossOriginProtection", "SetDenyHandler", 403}},
			retriers: netHTTPRetriers(), replies: netHTTPReplies(), defaults: netHTTPDefaults()},
		{pkg: "net/http/cgi", rows: netHTTPCGI},
		{pkg: "net/http/httputil", rows: netHTTPUtil, overrides: []Override{{"ReverseProxy", "ErrorHandler", 502}}},
		{pkg: "net/http/pprof", rows: netHTTPPprof},
		{pkg: "net/rpc", rows: netRPC},
		{pkg: "net/textproto", rows: func() []Row { return headerMap("MIMEHeader") }},
		{pkg: "net/url", rows: netURL, other: since(netURLLater())},
		{pkg: "os", rows: osRows},
		{pkg: "path", rows: func() []Row { return []Row{{Name: "Join", Results: []Expr{{Op: OpPath}}, Pure: true}} }},
		{pkg: "reflect", rows: func() []Row { return harmless("", "TypeOf", "DeepEqual") }},
		{pkg: "regexp", rows: regexpRows},
		{pkg: "runtime", rows: runtimeRows},
		{pkg: "runtime/debug", rows: runtimeDebug},
		{pkg: "runtime/pprof", rows: runtimePprof},
		{pkg: "slices", rows: slicesRows},
		{pkg: "sort", rows: func() []Row {
			return harmless("", "Slice", "SliceStable", "Strings", "Ints", "Float64s", "Sort", "Stable", "Search", "SearchStrings")
		}},
		{pkg: "strconv", rows: strconvRows},
		{pkg: "strings", rows: stringsRows},
		{pkg: "sync", rows: syncRows},
		{pkg: "sync/atomic", rows: syncAtomic},
		{pkg: "syscall", rows: func() []Row { return each(Row{NoReturn: true}, "Exit") }},
		{pkg: "testing", rows: testingRows},
		{pkg: "text/tabwriter", rows: textTabwriter},
		{pkg: "text/template", rows: func() []Row { return template(Unknown) }},
		{pkg: "time", rows: timeRows},
	}
}

// since returns the other rows of a package: those of functions that the standard library
// has since a later version than go.mod names.
func since(rows []Row) func(*types.Func) *Row {
	return func(fn *types.Func) *Row {
		i := slices.IndexFunc(rows, func(r Row) bool { return r.Name == fn.Name() && r.Recv == RecvName(fn) })
		if i < 0 {
			return nil
		}
		r := rows[i]
		r.Pkg = fn.Pkg().Path()
		return &r
	}
}
