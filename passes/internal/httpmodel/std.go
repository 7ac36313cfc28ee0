package httpmodel

// The standard library. What it leaves out, and why:
//   - http.Handler and everything else that runs code which the caller chose
//     (ServeMux.ServeHTTP, sync.Once.Do, WaitGroup.Go): that code may do anything.
//   - io.MultiWriter, io.TeeReader and Reset methods of writers: no Expr says
//     "all of these" or "from now on that one".
//   - fmt.Sscan and sql.Rows.Scan: they fill the operands of a variadic list.
//   - httptest.ResponseRecorder: what is written to it goes to no client.
//   - functions of strings and numbers alone: without a row they change nothing
//     and pass text on, which is what a row would say.
func standard() []table {
	return []table{
		{"archive/tar", archiveTar},
		{"archive/zip", archiveZip},
		{"bufio", bufioRows},
		{"bytes", bytesRows},
		{"compress/flate", func() []Row { return compressor("NewWriter", "NewWriterDict") }},
		{"compress/gzip", func() []Row { return compressor("NewWriter", "NewWriterLevel") }},
		{"compress/zlib", func() []Row { return compressor("NewWriter", "NewWriterLevel", "NewWriterLevelDict") }},
		{"context", contextRows},
		{"crypto/sha256", func() []Row { return harmless("", "Sum256") }},
		{"crypto/subtle", func() []Row { return harmless("", "ConstantTimeCompare") }},
		{"database/sql", databaseSQL},
		{"encoding/base64", encodingBase64},
		{"encoding/binary", encodingBinary},
		{"encoding/csv", encodingCSV},
		{"encoding/gob", encodingGob},
		{"encoding/hex", encodingHex},
		{"encoding/json", encodingJSON},
		{"encoding/pem", encodingPEM},
		{"encoding/xml", encodingXML},
		{"errors", errorsRows},
		{"fmt", fmtRows},
		{"html", htmlRows},
		{"html/template", func() []Row { return template(HTML) }},
		{"image/gif", imageRows},
		{"image/jpeg", imageRows},
		{"image/png", imageRows},
		{"io", ioRows},
		{"log", logRows},
		{"log/slog", slogRows},
		{"maps", mapsRows},
		{"mime/multipart", mimeMultipart},
		{"net/http", netHTTP},
		{"net/http/cgi", netHTTPCGI},
		{"net/http/httputil", netHTTPUtil},
		{"net/http/pprof", netHTTPPprof},
		{"net/rpc", netRPC},
		{"net/textproto", func() []Row { return headerMap("MIMEHeader") }},
		{"net/url", netURL},
		{"os", osRows},
		{"reflect", func() []Row { return harmless("", "TypeOf", "DeepEqual") }},
		{"regexp", regexpRows},
		{"runtime", runtimeRows},
		{"runtime/debug", runtimeDebug},
		{"runtime/pprof", runtimePprof},
		{"slices", slicesRows},
		{"sort", func() []Row {
			return harmless("", "Slice", "SliceStable", "Strings", "Ints", "Float64s", "Sort", "Stable", "Search", "SearchStrings")
		}},
		{"strconv", strconvRows},
		{"strings", stringsRows},
		{"sync", syncRows},
		{"sync/atomic", syncAtomic},
		{"syscall", func() []Row { return each(Row{NoReturn: true}, "Exit") }},
		{"testing", testingRows},
		{"text/tabwriter", textTabwriter},
		{"text/template", func() []Row { return template(Unknown) }},
		{"time", timeRows},
	}
}
