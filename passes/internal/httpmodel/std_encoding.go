package httpmodel

import "slices"

// Encoders, templates, archives and compressors. A writer that wraps another
// stands for it: what is written to the one goes to the other, later perhaps
// and in another form, but to the same client.

func encodingJSON() []Row {
	return slices.Concat([]Row{
		{Name: "NewEncoder", Results: []Expr{arg(0)}, Pure: true},
		// A value that cannot be encoded writes nothing.
		{Recv: "Encoder", Name: "Encode", Response: &Response{Kind: Body, Writer: 0, Body: encode(JSON, arg(1))}},
		{Name: "Marshal", Results: []Expr{encode(JSON, arg(0))}, Pure: true},
		{Name: "MarshalIndent", Results: []Expr{encode(JSON, arg(0))}, Pure: true},
		{Name: "Compact", Results: []Expr{parseError()}, Response: &Response{Kind: Body, Writer: 0, Body: encode(JSON, arg(1))}},
		{Name: "Indent", Results: []Expr{parseError()}, Response: &Response{Kind: Body, Writer: 0, Body: encode(JSON, arg(1))}},
		{Name: "HTMLEscape", Response: &Response{Kind: Body, Writer: 0, Body: encode(JSON, arg(1))}},
		{Name: "Unmarshal", Results: []Expr{parseError()}, Fills: 1},
		{Recv: "Decoder", Name: "Decode", Results: []Expr{parseError()}, Fills: 1},
		{Recv: "Decoder", Name: "Token", Results: []Expr{{}, parseError()}, Pure: true},
	},
		harmless("", "NewDecoder", "Valid"),
		harmless("Encoder", "SetEscapeHTML", "SetIndent"),
		harmless("Decoder", "Buffered", "DisallowUnknownFields", "InputOffset", "More", "UseNumber"),
	)
}

// encodingJSONLater returns what package encoding/json has since Go 1.27: options of
// encoding/json/v2.
func encodingJSONLater() []Row {
	return append(
		each(Row{Results: []Expr{option()}, Pure: true}, "CallMethodsWithLegacySemantics", "MatchCaseSensitiveDelimiter", "MergeWithLegacySemantics",
			"ParseBytesWithLooseRFC4648", "ParseTimeWithLooseRFC3339", "ReportErrorsWithLegacySemantics", "UnmarshalArrayFromAnyLength"),
		Row{Name: "DefaultOptionsV1", Results: []Expr{option(Member{JSONNullSlices, boolean(true)}, Member{JSONNullMaps, boolean(true)},
			Member{JSONLegacy, boolean(true)})}, Pure: true},
	)
}

func encodingXML() []Row {
	return slices.Concat([]Row{
		{Name: "NewEncoder", Results: []Expr{arg(0)}, Pure: true},
		{Recv: "Encoder", Name: "Encode", Response: &Response{Kind: Body, Writer: 0, Body: encode(XML, arg(1))}},
		{Recv: "Encoder", Name: "EncodeElement", Response: &Response{Kind: Body, Writer: 0, Body: encode(XML, arg(1))}},
		{Recv: "Encoder", Name: "EncodeToken", Response: &Response{Kind: Body, Writer: 0, Body: encode(XML, arg(1))}},
		{Name: "Marshal", Results: []Expr{encode(XML, arg(0))}, Pure: true},
		{Name: "MarshalIndent", Results: []Expr{encode(XML, arg(0))}, Pure: true},
		{Name: "Escape", Response: &Response{Kind: Body, Writer: 0, Body: encode(XML, arg(1))}},
		{Name: "EscapeText", Response: &Response{Kind: Body, Writer: 0, Body: encode(XML, arg(1))}},
		{Name: "Unmarshal", Results: []Expr{parseError()}, Fills: 1},
		{Recv: "Decoder", Name: "Decode", Results: []Expr{parseError()}, Fills: 1},
		{Recv: "Decoder", Name: "DecodeElement", Results: []Expr{parseError()}, Fills: 1},
		{Recv: "Decoder", Name: "Token", Results: []Expr{{}, parseError()}, Pure: true},
	},
		harmless("", "NewDecoder"),
		harmless("Encoder", "Close", "Flush", "Indent"), // what they send was counted when it was encoded
	)
}

func encodingGob() []Row {
	return []Row{
		{Name: "NewEncoder", Results: []Expr{arg(0)}, Pure: true},
		{Recv: "Encoder", Name: "Encode", Response: &Response{Kind: Body, Writer: 0, Body: encode(Other, arg(1))}},
		{Name: "NewDecoder", Pure: true},
		{Recv: "Decoder", Name: "Decode", Results: []Expr{parseError()}, Fills: 1},
	}
}

func encodingCSV() []Row {
	return []Row{
		{Name: "NewWriter", Results: []Expr{arg(0)}, Pure: true},
		{Recv: "Writer", Name: "Write", Response: &Response{Kind: Body, Writer: 0, Body: encode(Other, arg(1))}},
		{Recv: "Writer", Name: "WriteAll", Response: &Response{Kind: Body, Writer: 0, Body: encode(Other, arg(1))}},
		{Recv: "Writer", Name: "Flush", Pure: true}, // sends only what was counted when it was written
		{Recv: "Writer", Name: "Error", Pure: true},
		{Name: "NewReader", Pure: true},
		{Recv: "Reader", Name: "Read", Results: []Expr{{}, parseError()}, Pure: true},
		{Recv: "Reader", Name: "ReadAll", Results: []Expr{{}, parseError()}, Pure: true},
	}
}

func encodingBinary() []Row {
	return []Row{
		{Name: "Write", Response: &Response{Kind: Body, Writer: 0, Body: encode(Unknown, arg(2))}},
		{Name: "Read", Results: []Expr{parseError()}, Fills: 2},
	}
}

func encodingPEM() []Row {
	return []Row{
		{Name: "Encode", Response: &Response{Kind: Body, Writer: 0, Body: encode(Unknown, arg(1))}},
		{Name: "EncodeToMemory", Results: []Expr{encode(Unknown, arg(0))}, Pure: true},
	}
}

// Everybody reads base64 and hex: they carry text as it is.

func encodingBase64() []Row {
	return []Row{
		{Name: "NewEncoder", Results: []Expr{arg(1)}, Pure: true},
		{Recv: "Encoding", Name: "EncodeToString", Results: []Expr{join(arg(1))}, Pure: true},
		{Recv: "Encoding", Name: "AppendEncode", Results: []Expr{join(arg(1), arg(2))}, Pure: true},
		{Recv: "Encoding", Name: "DecodeString", Results: []Expr{join(arg(1)), parseError()}, Pure: true},
	}
}

func encodingHex() []Row {
	return []Row{
		{Name: "NewEncoder", Results: []Expr{arg(0)}, Pure: true},
		{Name: "EncodeToString", Results: []Expr{join(arg(0))}, Pure: true},
		{Name: "AppendEncode", Results: []Expr{join(arg(0), arg(1))}, Pure: true},
		{Name: "DecodeString", Results: []Expr{join(arg(0)), parseError()}, Pure: true},
	}
}

// template returns the rows that html/template and text/template share; kind is
// what their templates make.
func template(kind BodyKind) []Row {
	return []Row{
		{Recv: "Template", Name: "Execute", Response: &Response{Kind: Body, Writer: 1, Body: encode(kind, arg(2))}},
		{Recv: "Template", Name: "ExecuteTemplate", Response: &Response{Kind: Body, Writer: 1, Body: encode(kind, arg(3))}},
		{Recv: "Template", Name: "Lookup", Pure: true},
		{Name: "Must", Results: []Expr{arg(0)}, Pure: true},
		{Name: "HTMLEscape", Response: &Response{Kind: Body, Writer: 0, Body: escape(arg(1))}},
		{Name: "HTMLEscapeString", Results: []Expr{escape(arg(0))}, Pure: true},
		{Name: "HTMLEscaper", Results: []Expr{escape(text(rest(0)))}, Pure: true},
		{Name: "JSEscape", Response: &Response{Kind: Body, Writer: 0, Body: arg(1)}},
		{Name: "JSEscapeString", Results: []Expr{join(arg(0))}, Pure: true},
		{Name: "JSEscaper", Results: []Expr{text(rest(0))}, Pure: true},
		{Name: "URLQueryEscaper", Results: []Expr{text(rest(0))}, Pure: true},
	}
}

// compressor returns the rows of a compressing package with the given
// constructors. Even an empty stream has a header and a trailer: Flush and
// Close begin the response.
func compressor(constructors ...string) []Row {
	return slices.Concat(
		each(Row{Results: []Expr{arg(0)}, Pure: true}, constructors...),
		[]Row{
			{Recv: "Writer", Name: "Write", Response: &Response{Kind: Body, Writer: 0, Body: arg(1)}},
			{Recv: "Writer", Name: "Flush", Response: &Response{Kind: Flush, Writer: 0}},
			{Recv: "Writer", Name: "Close", Response: &Response{Kind: Flush, Writer: 0}},
			{Recv: "Writer", Name: "Reset", Rebinds: 1, Pure: true},
		})
}

func archiveZip() []Row {
	return []Row{
		{Name: "NewWriter", Results: []Expr{arg(0)}, Pure: true},
		{Recv: "Writer", Name: "Create", Results: []Expr{arg(0)}, Pure: true},
		{Recv: "Writer", Name: "CreateHeader", Results: []Expr{arg(0)}, Pure: true},
		{Recv: "Writer", Name: "Flush", Pure: true},
		{Recv: "Writer", Name: "Close", Response: &Response{Kind: Flush, Writer: 0}},
	}
}

func archiveTar() []Row {
	return []Row{
		{Name: "NewWriter", Results: []Expr{arg(0)}, Pure: true},
		{Recv: "Writer", Name: "WriteHeader", Response: &Response{Kind: Body, Writer: 0, Body: encode(Unknown, arg(1))}},
		{Recv: "Writer", Name: "Write", Response: &Response{Kind: Body, Writer: 0, Body: arg(1)}},
		{Recv: "Writer", Name: "Flush", Pure: true},
		{Recv: "Writer", Name: "Close", Response: &Response{Kind: Flush, Writer: 0}},
	}
}

func mimeMultipart() []Row {
	return []Row{
		{Name: "NewWriter", Results: []Expr{arg(0)}, Pure: true},
		{Recv: "Writer", Name: "CreatePart", Results: []Expr{arg(0)}, Pure: true},
		{Recv: "Writer", Name: "CreateFormField", Results: []Expr{arg(0)}, Pure: true},
		{Recv: "Writer", Name: "CreateFormFile", Results: []Expr{arg(0)}, Pure: true},
		{Recv: "Writer", Name: "WriteField", Response: &Response{Kind: Body, Writer: 0, Body: join(arg(1), arg(2))}},
		{Recv: "Writer", Name: "Boundary", Results: []Expr{plain()}, Pure: true},
		{Recv: "Writer", Name: "FormDataContentType", Results: []Expr{plain()}, Pure: true},
		{Recv: "Writer", Name: "Close", Response: &Response{Kind: Flush, Writer: 0}},
	}
}

func textTabwriter() []Row {
	return []Row{
		{Name: "NewWriter", Results: []Expr{arg(0)}, Pure: true},
		{Recv: "Writer", Name: "Init", Results: []Expr{arg(1)}, Pure: true},
		{Recv: "Writer", Name: "Write", Response: &Response{Kind: Body, Writer: 0, Body: arg(1)}},
		{Recv: "Writer", Name: "Flush", Pure: true},
	}
}

func imageRows() []Row {
	return []Row{
		{Name: "Encode", Response: &Response{Kind: Body, Writer: 0, Body: encode(Other, arg(1))}},
	}
}
