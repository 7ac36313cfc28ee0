package httpmodel

import "slices"

// Libraries in the place of encoding/json, with its functions under its names.
// What they send for a value is what it would send.
func jsonEncoders() []table {
	return []table{
		{pkg: "github.com/bytedance/sonic", rows: func() []Row {
			return slices.Concat(marshalling("", 0), configuredJSON(), streaming())
		}},
		{pkg: "github.com/goccy/go-json", rows: likeEncodingJSON},
		{pkg: "github.com/json-iterator/go", rows: func() []Row { return slices.Concat(likeEncodingJSON(), configuredJSON()) }},
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
	return slices.Concat([]Row{
		{Recv: recv, Name: "Marshal", Results: []Expr{encode(JSON, arg(i))}, Pure: true},
		{Recv: recv, Name: "MarshalIndent", Results: []Expr{encode(JSON, arg(i))}, Pure: true},
		{Recv: recv, Name: "Unmarshal", Results: []Expr{parseError()}, Fills: i + 1},
	}, harmless(recv, "Valid"))
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
