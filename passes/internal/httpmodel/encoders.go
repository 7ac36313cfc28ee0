package httpmodel

import "slices"

const sonicPath = "github.com/bytedance/sonic"

// Libraries in the place of encoding/json, with its functions under its names.
// What they send for a value is what it would send.
func jsonEncoders() []table {
	own := Row{Results: []Expr{encodeOwn(JSON, arg(0))}, Pure: true} // options decide
	return []table{
		{pkg: sonicPath, rows: func() []Row {
			return slices.Concat(marshalling("", 0), configuredJSON(), streaming(), toText("", "MarshalString", 0), toText("API", "MarshalToString", 1), fromText("", "UnmarshalString", 0),
				fromText("API", "UnmarshalFromString", 1))
		}},
		// Where sonic does not know the version of Go, they are types of this package.
		{pkg: sonicPath + "/encoder", other: since(sonicEncoder()), rows: func() []Row {
			return slices.Concat(each(own, "Encode", "EncodeIndented"), fromEncoder())
		}},
		{pkg: sonicPath + "/internal/encoder", rows: sonicEncoder},
		{pkg: "github.com/goccy/go-json", rows: func() []Row { return slices.Concat(likeEncodingJSON(), goccyJSON()) }},
		{pkg: "github.com/json-iterator/go", rows: func() []Row {
			return slices.Concat(likeEncodingJSON(), configuredJSON(), toText("", "MarshalToString", 0), toText("API", "MarshalToString", 1),
				fromText("", "UnmarshalFromString", 0), fromText("API", "UnmarshalFromString", 1), jsoniterStream())
		}},
	}
}

// likeEncodingJSON returns the rows of a package that stands in for encoding/json.
func likeEncodingJSON() []Row {
	return slices.Concat([]Row{{Name: "NewEncoder", Results: []Expr{arg(0)}, Pure: true}},
		marshalling("", 0), streaming(), harmless("", "NewDecoder"))
}

// configuredJSON returns the rows of an API, which has those functions as methods.
func configuredJSON() []Row {
	return slices.Concat([]Row{{Recv: "API", Name: "NewEncoder", Results: []Expr{arg(1)}, Pure: true}},
		marshalling("API", 1), harmless("API", "NewDecoder"))
}

// marshalling returns the functions or methods between values and bytes, of which
// the value is argument i.
func marshalling(recv string, i int) []Row {
	return slices.Concat(toText(recv, "Marshal", i), toText(recv, "MarshalIndent", i), fromText(recv, "Unmarshal", i), harmless(recv, "Valid"))
}

// toText returns the row of a function that encodes argument i.
func toText(recv, name string, i int) []Row {
	return []Row{{Recv: recv, Name: name, Results: []Expr{encode(JSON, arg(i))}, Pure: true}}
}

// fromText returns the row of a function that decodes argument i into the next one.
func fromText(recv, name string, i int) []Row {
	return []Row{{Recv: recv, Name: name, Results: []Expr{parseError()}, Fills: i + 1}}
}

// streaming returns the methods of what reads and writes streams.
func streaming() []Row {
	return slices.Concat([]Row{
		{Recv: "Encoder", Name: "Encode", Response: &Response{Kind: Body, Writer: 0, Body: encode(JSON, arg(1))}},
		{Recv: "Decoder", Name: "Decode", Results: []Expr{parseError()}, Fills: 1},
	},
		harmless("Encoder", "SetEscapeHTML", "SetIndent"),
		harmless("Decoder", "Buffered", "DisallowUnknownFields", "More", "UseNumber"),
	)
}

// fromEncoder returns the rows of sonic's package encoder for streams.
func fromEncoder() []Row {
	return []Row{{Name: "NewStreamEncoder", Results: []Expr{arg(0)}, Pure: true}}
}

// sonicEncoder returns the rows of the types for which sonic's package encoder has aliases.
// What is left out: EncodeInto, which fills bytes; options, of which one makes [] of a list
// that is nil, in a Config too.
func sonicEncoder() []Row {
	return slices.Concat([]Row{
		{Recv: "Encoder", Name: "Encode", Results: []Expr{encodeOwn(JSON, arg(1))}, Pure: true},
		{Recv: "StreamEncoder", Name: "Encode", Response: &Response{Kind: Body, Writer: 0, Body: encodeOwn(JSON, arg(1))}},
		{Recv: "Encoder", Name: "SortKeys", Results: []Expr{arg(0)}, Pure: true},
	},
		harmless("Encoder", "SetCompactMarshaler", "SetEscapeHTML", "SetIndent", "SetNoEncoderNewline", "SetNoQuoteTextMarshaler", "SetNoValidateJSONMarshaler", "SetValidateString"))
}

// goccyJSON returns what goccy/go-json has beside the functions of encoding/json. Its options
// say nothing of what is sent but how it looks; colours, none.
func goccyJSON() []Row {
	body := &Response{Kind: Body, Writer: 0, Body: encode(JSON, arg(1))}
	within := &Response{Kind: Body, Writer: 0, Body: encode(JSON, arg(2))}
	return slices.Concat(toText("", "MarshalNoEscape", 0), toText("", "MarshalContext", 1), toText("", "MarshalWithOption", 0), toText("", "MarshalIndentWithOption", 0),
		fromText("", "UnmarshalContext", 1), fromText("", "UnmarshalWithOption", 0), fromText("", "UnmarshalNoEscape", 0),
		[]Row{
			{Recv: "Encoder", Name: "EncodeWithOption", Response: body},
			{Recv: "Encoder", Name: "EncodeContext", Response: within},
			{Recv: "Decoder", Name: "DecodeContext", Results: []Expr{parseError()}, Fills: 2},
			{Recv: "Decoder", Name: "DecodeWithOption", Results: []Expr{parseError()}, Fills: 1},
		})
}

// jsoniterStream returns the rows of json-iterator's streams, which keep what is written
// until they are flushed. A number, a name and a text are pieces of a body: which, only
// those around them tell.
func jsoniterStream() []Row {
	const recv = "Stream"
	piece := Row{Recv: recv, Response: &Response{Kind: Body, Writer: 0, Body: encodeOwn(Unknown, arg(1))}}
	return slices.Concat([]Row{
		{Name: "NewStream", Results: []Expr{arg(1)}, Pure: true},
		{Recv: "StreamPool", Name: "BorrowStream", Results: []Expr{arg(1)}, Pure: true},
		{Recv: recv, Name: "WriteVal", Response: &Response{Kind: Body, Writer: 0, Body: encode(JSON, arg(1))}},
		{Recv: recv, Name: "Write", Response: &Response{Kind: Body, Writer: 0, Body: arg(1)}},
		{Recv: recv, Name: "WriteRaw", Response: &Response{Kind: Body, Writer: 0, Body: arg(1)}},
		{Recv: recv, Name: "Reset", Rebinds: 1, Pure: true},
	},
		each(piece, "WriteObjectField", "WriteString", "WriteStringWithHTMLEscaped"),
		harmless("StreamPool", "ReturnStream"),
		harmless(recv, "Available", "Buffered", "Flush", "WriteArrayEnd", "WriteArrayStart", "WriteBool", "WriteEmptyArray", "WriteEmptyObject", "WriteFalse", "WriteFloat64",
			"WriteInt", "WriteInt64", "WriteMore", "WriteNil", "WriteObjectEnd", "WriteObjectStart", "WriteTrue", "WriteUint64"),
	)
}

// encodeOwn returns x encoded by a library that has rules of its own: what becomes of its
// members is not known, its texts are in it.
func encodeOwn(kind BodyKind, x Expr) Expr {
	return Expr{Op: OpEncode, Name: string(kind), Args: []Expr{x, plain()}}
}
