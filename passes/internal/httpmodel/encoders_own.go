package httpmodel

import "slices"

const (
	cborPath      = "github.com/fxamacker/cbor/v2"
	easyjsonPath  = "github.com/mailru/easyjson"
	fastjsonPath  = "github.com/valyala/fastjson"
	jxPath        = "github.com/go-faster/jx"
	msgpackPath   = "github.com/vmihailenco/msgpack"
	protojsonPath = "google.golang.org/protobuf/encoding/protojson"
	protoPath     = "google.golang.org/protobuf/proto"
	sjsonPath     = "github.com/tidwall/sjson"
)

// Encoders with rules of their own: of the shape of what they send nothing is known. What is
// left out, and why:
//   - What fills bytes that it is given (MarshalAppend), but for fastjson's MarshalTo.
//   - The methods that easyjson generates: they are read, or not.
//   - jx's Obj and Arr, which run code that the caller chose, its streaming encoder and its Writer.
//   - The names and places at which fastjson and sjson set values.
//   - msgpack's EncodeString and the like, cbor's lists without an end: pieces of a body.
func ownEncoders() []table {
	return []table{
		{pkg: cborPath, rows: cborRows},
		{pkg: easyjsonPath, rows: easyjsonRows},
		{pkg: sjsonPath, rows: sjsonRows},
		{pkg: fastjsonPath, rows: fastjsonRows},
		{pkg: jxPath, rows: jxRows},
		{pkg: msgpackPath + "/v5", rows: msgpackRows},
		{pkg: protojsonPath, rows: func() []Row { return protoText(JSON) }},
		{pkg: protoPath, rows: protoRows},
		{pkg: "google.golang.org/protobuf/types/known/structpb", rows: func() []Row {
			return []Row{
				{Name: "NewStringValue", Results: []Expr{made("Value", Member{"text", arg(0)})}, Pure: true},
				{Name: "NewStruct", Results: []Expr{made("Struct", Member{"values", arg(0)})}, Pure: true},
			}
		}},
		{pkg: "google.golang.org/protobuf/types/known/wrapperspb", rows: func() []Row {
			return append(harmless("", "Bool", "Double", "Float", "Int32", "Int64", "UInt32", "UInt64"),
				Row{Name: "String", Results: []Expr{made("StringValue", Member{"Value", arg(0)})}, Pure: true})
		}},
	}
}

// msgpackTables are those of the versions that differ in nothing that is known of them.
func msgpackTables() []table {
	return versions(table{rows: msgpackRows}, msgpackPath, msgpackPath+"/v4")
}

func easyjsonRows() []Row {
	return []Row{
		{Name: "Marshal", Results: []Expr{encodeOwn(JSON, arg(0))}, Pure: true},
		{Name: "MarshalToWriter", Response: &Response{Kind: Body, Writer: 1, Body: encodeOwn(JSON, arg(0))}},
		// What cannot be encoded sends nothing. The length is known, so nothing can follow.
		{Name: "MarshalToHTTPResponseWriter", Response: &Response{Kind: Body, Writer: 1, Body: encodeOwn(JSON, arg(0)), ContentType: "application/json"}},
		{Name: "Unmarshal", Results: []Expr{parseError()}, Fills: 1},
		{Name: "UnmarshalFromReader", Results: []Expr{parseError()}, Fills: 1},
	}
}

// jxRows are those of a buffer in which ogen's servers put JSON together, piece by piece.
func jxRows() []Row {
	const recv = "Encoder"
	piece := Row{Recv: recv, Response: &Response{Kind: Body, Writer: 0, Body: encodeOwn(JSON, arg(1))}}
	raw := Row{Recv: recv, Response: &Response{Kind: Body, Writer: 0, Body: arg(1)}}
	return slices.Concat(each(piece, "ByteStr", "ByteStrEscape", "Str", "StrEscape"), each(raw, "Raw", "RawStr", "Write"), []Row{
		{Recv: recv, Name: "WriteTo", Response: &Response{Kind: Body, Writer: 1, Body: content(0)}},
		{Recv: recv, Name: "Bytes", Results: []Expr{content(0)}, Pure: true},
		{Recv: recv, Name: "String", Results: []Expr{content(0)}, Pure: true},
		{Recv: recv, Name: "Reset", Empties: true, Pure: true},
	},
		harmless(recv, "ArrEmpty", "ArrEnd", "ArrStart", "Base64", "Bool", "FieldStart", "Float32", "Float64", "Int", "Int8", "Int16", "Int32", "Int64", "Null", "Num",
			"ObjEmpty", "ObjEnd", "ObjStart", "SetIdent", "UInt", "UInt8", "UInt16", "UInt32", "UInt64"),
		harmless("", "PutEncoder"))
}

func fastjsonRows() []Row {
	value := Row{Recv: "Arena", Results: []Expr{made("Value")}, Pure: true}
	set := Row{Adds: []Member{{"values", arg(2)}}}
	text := Row{Recv: "Arena", Results: []Expr{made("Value", Member{"text", arg(1)})}, Pure: true}
	ofValue, ofObject := set, set
	ofValue.Recv, ofObject.Recv = "Value", "Object"
	return slices.Concat(each(value, "NewArray", "NewFalse", "NewNull", "NewNumberFloat64", "NewNumberInt", "NewObject", "NewTrue"),
		each(text, "NewNumberString", "NewString", "NewStringBytes"), each(ofValue, "Set", "SetArrayItem"), each(ofObject, "Set"), []Row{
			{Recv: "Value", Name: "MarshalTo", Results: []Expr{encodeOwn(JSON, arg(0))}, Pure: true},
			{Recv: "Object", Name: "MarshalTo", Results: []Expr{encodeOwn(JSON, arg(0))}, Pure: true},
			{Recv: "Value", Name: "String", Results: []Expr{encodeOwn(JSON, arg(0))}, Pure: true},
			{Recv: "Object", Name: "String", Results: []Expr{encodeOwn(JSON, arg(0))}, Pure: true},
			{Name: "Parse", Results: []Expr{{}, parseError()}, Pure: true},
			{Name: "ParseBytes", Results: []Expr{{}, parseError()}, Pure: true},
			{Name: "Validate", Results: []Expr{parseError()}, Pure: true},
			{Name: "ValidateBytes", Results: []Expr{parseError()}, Pure: true},
			{Recv: "Parser", Name: "Parse", Results: []Expr{{}, parseError()}, Pure: true},
			{Recv: "Parser", Name: "ParseBytes", Results: []Expr{{}, parseError()}, Pure: true},
		},
		each(Row{Results: []Expr{plain()}, Pure: true}, "GetBytes", "GetString"),
		harmless("", "Exists", "GetBool", "GetFloat64", "GetInt"),
		harmless("Value", "Exists", "GetBool", "GetFloat64", "GetInt", "GetInt64", "GetUint", "GetUint64", "Type"),
	)
}

// sjsonRows return JSON that was there, with something of a value in it.
func sjsonRows() []Row {
	with := func(name string, v Expr) Row {
		return Row{Name: name, Results: []Expr{encodeOwn(JSON, or(arg(0), v))}, Pure: true}
	}
	return []Row{
		with("Set", arg(2)), with("SetBytes", arg(2)), with("SetRaw", arg(2)), with("SetRawBytes", arg(2)),
		with("SetOptions", arg(2)), with("SetBytesOptions", arg(2)), with("SetRawOptions", arg(2)), with("SetRawBytesOptions", arg(2)),
		{Name: "Delete", Results: []Expr{encodeOwn(JSON, arg(0))}, Pure: true},
		{Name: "DeleteBytes", Results: []Expr{encodeOwn(JSON, arg(0))}, Pure: true},
	}
}

// binaryForm returns the rows of a package, or of a type of it, for a form that is no text.
func binaryForm(recv string, i int) []Row {
	return []Row{
		{Recv: recv, Name: "Marshal", Results: []Expr{encodeOwn(Other, arg(i))}, Pure: true},
		{Recv: recv, Name: "NewEncoder", Results: []Expr{arg(i)}, Pure: true},
		{Recv: recv, Name: "Unmarshal", Results: []Expr{parseError()}, Fills: i + 1},
		{Recv: recv, Name: "NewDecoder", Pure: true},
	}
}

func msgpackRows() []Row {
	return slices.Concat(binaryForm("", 0), []Row{
		{Recv: "Encoder", Name: "Encode", Response: &Response{Kind: Body, Writer: 0, Body: encodeOwn(Other, arg(1))}},
		{Recv: "Decoder", Name: "Decode", Results: []Expr{parseError()}, Fills: 1},
	},
		harmless("Encoder", "UseCompactFloats"),
	)
}

func cborRows() []Row {
	return slices.Concat(binaryForm("", 0), binaryForm("EncMode", 1)[:2], binaryForm("DecMode", 1)[2:], []Row{
		{Recv: "Encoder", Name: "Encode", Response: &Response{Kind: Body, Writer: 0, Body: encodeOwn(Other, arg(1))}},
		{Name: "MarshalToBuffer", Response: &Response{Kind: Body, Writer: 1, Body: encodeOwn(Other, arg(0))}},
		{Name: "UnmarshalFirst", Results: []Expr{{}, parseError()}, Fills: 1},
		{Name: "Valid", Results: []Expr{parseError()}, Pure: true},
		{Name: "Wellformed", Results: []Expr{parseError()}, Pure: true},
		{Recv: "Decoder", Name: "Decode", Results: []Expr{parseError()}, Fills: 1},
	})
}

// protoText returns the rows of a package that encodes messages as text.
func protoText(kind BodyKind) []Row {
	return []Row{
		{Name: "Marshal", Results: []Expr{encodeOwn(kind, arg(0))}, Pure: true},
		{Name: "Format", Results: []Expr{encodeOwn(kind, arg(0))}, Pure: true},
		{Recv: "MarshalOptions", Name: "Marshal", Results: []Expr{encodeOwn(kind, arg(1))}, Pure: true},
		{Recv: "MarshalOptions", Name: "Format", Results: []Expr{encodeOwn(kind, arg(1))}, Pure: true},
		{Name: "Unmarshal", Results: []Expr{parseError()}, Fills: 1},
		{Recv: "UnmarshalOptions", Name: "Unmarshal", Results: []Expr{parseError()}, Fills: 2},
	}
}

func protoRows() []Row {
	return slices.Concat([]Row{
		{Name: "Marshal", Results: []Expr{encodeOwn(Other, arg(0))}, Pure: true},
		{Recv: "MarshalOptions", Name: "Marshal", Results: []Expr{encodeOwn(Other, arg(1))}, Pure: true},
		{Name: "Unmarshal", Results: []Expr{parseError()}, Fills: 1},
		{Recv: "UnmarshalOptions", Name: "Unmarshal", Results: []Expr{parseError()}, Fills: 2},
	},
		// They give a pointer to what they are given.
		each(Row{Results: []Expr{arg(0)}, Pure: true}, "String"),
		harmless("", "Bool", "Equal", "Float32", "Float64", "Int32", "Int64", "Size", "Uint32", "Uint64"),
	)
}
