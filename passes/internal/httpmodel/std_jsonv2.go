package httpmodel

import "slices"

// encoding/json/v2 and encoding/json/jsontext, which the standard library has since Go
// 1.27. What is left out, and why:
//   - What options an encoder was made with: an encoder stands for its writer, and what
//     MarshalEncode is told decides.
//   - What Marshalers make of values: with some, nothing is known of the body.
//   - GetOption, and what MarshalJSONTo methods write.

// Members of the options of encoding/json/v2.
const (
	JSONNullSlices = "null slices" // a nil list is null
	JSONNullMaps   = "null maps"   // a nil map is
	JSONOmitZero   = "omit zero"   // members that are zero are left out
	JSONLegacy     = "legacy"      // as encoding/json does it
	jsonOwn        = "own"         // in a way that the tables do not tell
)

// The paths of the two packages.
const (
	jsonV2Path   = "encoding/json/v2"
	jsonTextPath = "encoding/json/jsontext"
)

// later holds the packages that the standard library has since a later version than go.mod
// names. TestLater holds them against it where it is of that version.
func later() []table {
	return []table{
		{pkg: jsonTextPath, rows: jsonTextRows},
		{pkg: jsonV2Path, rows: jsonV2Rows},
	}
}

func jsonV2Rows() []Row {
	setting := func(name, member string) Row {
		return Row{Name: name, Results: []Expr{option(Member{member, arg(0)})}, Pure: true}
	}
	return slices.Concat([]Row{
		{Name: "Marshal", Results: []Expr{encodeV2(arg(0), 1)}, Pure: true},
		// What cannot be encoded may have been written in part.
		{Name: "MarshalWrite", Response: &Response{Kind: Body, Writer: 0, Body: encodeV2(arg(1), 2)}},
		{Name: "MarshalEncode", Response: &Response{Kind: Body, Writer: 0, Body: encodeV2(arg(1), 2)}},
		{Name: "Unmarshal", Results: []Expr{parseError()}, Fills: 1},
		{Name: "UnmarshalRead", Results: []Expr{parseError()}, Fills: 1},
		{Name: "UnmarshalDecode", Results: []Expr{parseError()}, Fills: 1},

		setting("FormatNilSliceAsNull", JSONNullSlices),
		setting("FormatNilMapAsNull", JSONNullMaps),
		setting("OmitZeroStructFields", JSONOmitZero),
		setting("StringifyNumbers", jsonOwn),
		{Name: "WithMarshalers", Results: []Expr{option(Member{jsonOwn, boolean(true)})}, Pure: true},
		{Name: "JoinOptions", Results: []Expr{options(0, option())}, Pure: true},
		{Name: "DefaultOptionsV2", Results: []Expr{option(Member{JSONNullSlices, boolean(false)}, Member{JSONNullMaps, boolean(false)},
			Member{JSONLegacy, boolean(false)})}, Pure: true},
	},
		// They say how input is read, or in which order members stand.
		each(Row{Results: []Expr{option()}, Pure: true}, "Deterministic", "MatchCaseInsensitiveNames", "RejectUnknownMembers", "WithUnmarshalers"),
		harmless("", "JoinMarshalers", "JoinUnmarshalers", "MarshalFunc", "MarshalToFunc", "UnmarshalFromFunc", "UnmarshalFunc"),
	)
}

func jsonTextRows() []Row {
	return slices.Concat([]Row{
		{Name: "NewEncoder", Results: []Expr{arg(0)}, Pure: true},
		// A token is a piece of a body: which, only those around it tell.
		{Recv: "Encoder", Name: "WriteToken", Response: &Response{Kind: Body, Writer: 0, Body: encode(Unknown, arg(1))}},
		{Recv: "Encoder", Name: "WriteValue", Response: &Response{Kind: Body, Writer: 0, Body: arg(1)}},
		{Recv: "Encoder", Name: "Reset", Rebinds: 1, Pure: true},
		{Name: "String", Results: []Expr{join(arg(0))}, Pure: true},
		{Recv: "Decoder", Name: "ReadToken", Results: []Expr{{}, parseError()}, Pure: true},
		{Recv: "Decoder", Name: "ReadValue", Results: []Expr{{}, parseError()}, Pure: true},
		{Recv: "Decoder", Name: "SkipValue", Results: []Expr{parseError()}, Pure: true},
		{Recv: "Value", Name: "String", Results: []Expr{arg(0)}, Pure: true},
		{Recv: "Value", Name: "Clone", Results: []Expr{join(arg(0))}, Pure: true},
	},
		// How it looks changes nothing of what it says.
		each(Row{Results: []Expr{option()}, Pure: true}, "AllowDuplicateNames", "AllowInvalidUTF8", "CanonicalizeRawFloats",
			"CanonicalizeRawInts", "EscapeForHTML", "EscapeForJS", "Multiline", "PreserveRawStrings", "ReorderRawObjects",
			"SpaceAfterColon", "SpaceAfterComma", "WithIndent", "WithIndentPrefix"),
		each(Row{Recv: "Value", Results: []Expr{parseError()}, Pure: true}, "Canonicalize", "Compact", "Format", "Indent"),
		each(Row{Results: []Expr{plain()}, Pure: true}, "Bool", "Float", "Float32", "Int", "Uint"),
		harmless("", "NewDecoder"),
		harmless("Encoder", "Options", "OutputOffset", "StackDepth"),
		harmless("Decoder", "InputOffset", "Options", "PeekKind", "StackDepth", "StackPointer"),
		harmless("Value", "IsValid", "Kind"),
	)
}
