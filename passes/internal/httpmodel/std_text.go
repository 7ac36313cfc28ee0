package httpmodel

import "slices"

// Writers, buffers, and what makes text of other text.

func ioRows() []Row {
	copied := encode(Stream, content(1))
	return []Row{
		{Recv: "Writer", Name: "Write", Response: &Response{Kind: Body, Writer: 0, Body: arg(1)}},
		{Recv: "ByteWriter", Name: "WriteByte", Response: &Response{Kind: Body, Writer: 0}},
		{Recv: "StringWriter", Name: "WriteString", Response: &Response{Kind: Body, Writer: 0, Body: arg(1)}},
		{Recv: "ReaderFrom", Name: "ReadFrom", Response: &Response{Kind: Body, Writer: 0, Body: copied}},
		{Recv: "WriterTo", Name: "WriteTo", Response: &Response{Kind: Body, Writer: 1, Body: encode(Stream, content(0))}},
		{Name: "WriteString", Response: &Response{Kind: Body, Writer: 0, Body: arg(1)}},
		{Name: "Copy", Response: &Response{Kind: Body, Writer: 0, Body: copied}},
		{Name: "CopyBuffer", Response: &Response{Kind: Body, Writer: 0, Body: copied}},
		{Name: "CopyN", Response: &Response{Kind: Body, Writer: 0, Body: copied}},

		{Name: "MultiWriter", Results: []Expr{{Op: OpEach}}, Pure: true},
		{Name: "LimitReader", Results: []Expr{arg(0)}, Pure: true},
		{Name: "NopCloser", Results: []Expr{arg(0)}, Pure: true},
		{Name: "ReadAll", Results: []Expr{content(0)}, Pure: true},
		{Name: "ReadAtLeast", Fills: 1},
		{Name: "ReadFull", Fills: 1},
		{Recv: "Reader", Name: "Read", Fills: 1},
		{Recv: "Closer", Name: "Close", Pure: true},
		{Recv: "Seeker", Name: "Seek", Pure: true},
	}
}

func bufioRows() []Row {
	return slices.Concat([]Row{
		// Sent with the first write, by this model; in truth when the buffer is full or flushed.
		{Name: "NewWriter", Results: []Expr{arg(0)}, Pure: true},
		{Name: "NewWriterSize", Results: []Expr{arg(0)}, Pure: true},
		{Recv: "Writer", Name: "Write", Response: &Response{Kind: Body, Writer: 0, Body: arg(1)}},
		{Recv: "Writer", Name: "WriteByte", Response: &Response{Kind: Body, Writer: 0}},
		{Recv: "Writer", Name: "WriteRune", Response: &Response{Kind: Body, Writer: 0}},
		{Recv: "Writer", Name: "WriteString", Response: &Response{Kind: Body, Writer: 0, Body: arg(1)}},
		{Recv: "Writer", Name: "ReadFrom", Response: &Response{Kind: Body, Writer: 0, Body: encode(Stream, content(1))}},
		{Recv: "Writer", Name: "Flush", Pure: true}, // an empty one begins no response
		{Name: "NewReader", Results: []Expr{arg(0)}, Pure: true},
		{Name: "NewReaderSize", Results: []Expr{arg(0)}, Pure: true},
	},
		harmless("Writer", "Available", "Buffered", "Size"),
		harmless("", "NewScanner"),
		harmless("Scanner", "Buffer", "Bytes", "Err", "Scan", "Text"),
		harmless("Reader", "Peek", "ReadBytes", "ReadString"),
	)
}

// buffer returns the rows that bytes.Buffer and strings.Builder share.
func buffer(recv string) []Row {
	return slices.Concat([]Row{
		{Recv: recv, Name: "Write", Response: &Response{Kind: Body, Writer: 0, Body: arg(1)}},
		{Recv: recv, Name: "WriteByte", Response: &Response{Kind: Body, Writer: 0}},
		{Recv: recv, Name: "WriteRune", Response: &Response{Kind: Body, Writer: 0}},
		{Recv: recv, Name: "WriteString", Response: &Response{Kind: Body, Writer: 0, Body: arg(1)}},
		{Recv: recv, Name: "String", Results: []Expr{content(0)}, Pure: true},
		{Recv: recv, Name: "Reset", Empties: true, Pure: true},
	},
		harmless(recv, "Cap", "Grow", "Len"),
	)
}

func bytesRows() []Row {
	carry := Row{Results: []Expr{join(arg(0))}, Pure: true}
	return slices.Concat(buffer("Buffer"), []Row{
		{Recv: "Buffer", Name: "Bytes", Results: []Expr{content(0)}, Pure: true},
		{Recv: "Buffer", Name: "Next", Results: []Expr{content(0)}, Pure: true},
		{Recv: "Buffer", Name: "ReadFrom", Response: &Response{Kind: Body, Writer: 0, Body: content(1)}},
		{Recv: "Buffer", Name: "WriteTo", Response: &Response{Kind: Body, Writer: 1, Body: content(0)}},
		{Recv: "Buffer", Name: "Truncate", Pure: true},
		{Name: "NewBuffer", Results: []Expr{holding(arg(0))}, Pure: true}, // a new place to write to, hence not the argument
		{Name: "NewBufferString", Results: []Expr{holding(arg(0))}, Pure: true},
		{Name: "NewReader", Results: []Expr{holding(arg(0))}, Pure: true},
		{Name: "Join", Results: []Expr{join(arg(0), arg(1))}, Pure: true},
		{Name: "ReplaceAll", Results: []Expr{join(arg(0), arg(2))}, Pure: true},
		{Name: "Cut", Results: []Expr{join(arg(0)), join(arg(0))}, Pure: true},
	},
		each(carry, "Clone", "Fields", "Split", "ToLower", "ToUpper", "Trim", "TrimPrefix", "TrimRight", "TrimSpace", "TrimSuffix"),
		harmless("", "Compare", "Contains", "Equal", "EqualFold", "HasPrefix", "HasSuffix", "Index", "IndexByte"),
	)
}

func stringsRows() []Row {
	carry := Row{Results: []Expr{join(arg(0))}, Pure: true}
	return slices.Concat(buffer("Builder"), []Row{
		{Name: "NewReader", Results: []Expr{holding(arg(0))}, Pure: true},
		{Name: "Join", Results: []Expr{join(arg(0), arg(1))}, Pure: true},
		{Name: "Replace", Results: []Expr{join(arg(0), arg(2))}, Pure: true},
		{Name: "ReplaceAll", Results: []Expr{join(arg(0), arg(2))}, Pure: true},
		{Name: "Map", Results: []Expr{join(arg(1))}, Pure: true},
		{Name: "Cut", Results: []Expr{join(arg(0)), join(arg(0))}, Pure: true},
		{Name: "CutPrefix", Results: []Expr{join(arg(0))}, Pure: true},
		{Name: "CutSuffix", Results: []Expr{join(arg(0))}, Pure: true},
		{Recv: "Replacer", Name: "Replace", Results: []Expr{join(arg(1))}, Pure: true},
		{Recv: "Replacer", Name: "WriteString", Response: &Response{Kind: Body, Writer: 1, Body: join(arg(2))}},
	},
		each(carry, "Clone", "Fields", "Repeat", "Split", "SplitN", "Title", "ToLower", "ToTitle", "ToUpper", "ToValidUTF8",
			"Trim", "TrimFunc", "TrimLeft", "TrimPrefix", "TrimRight", "TrimSpace", "TrimSuffix"),
	)
}

func fmtRows() []Row {
	return slices.Concat([]Row{
		{Name: "Fprint", Response: &Response{Kind: Body, Writer: 0, Body: text(rest(1))}},
		{Name: "Fprintln", Response: &Response{Kind: Body, Writer: 0, Body: text(rest(1))}},
		{Name: "Fprintf", Response: &Response{Kind: Body, Writer: 0, Body: format(1)}},
		{Name: "Sprint", Results: []Expr{text(rest(0))}, Pure: true},
		{Name: "Sprintln", Results: []Expr{text(rest(0))}, Pure: true},
		{Name: "Sprintf", Results: []Expr{format(0)}, Pure: true},
		{Name: "Append", Results: []Expr{join(arg(0), text(rest(1)))}, Pure: true},
		{Name: "Appendln", Results: []Expr{join(arg(0), text(rest(1)))}, Pure: true},
		{Name: "Appendf", Results: []Expr{join(arg(0), format(1))}, Pure: true},
		{Name: "Errorf", Results: []Expr{wrap(0)}, Pure: true},
	},
		harmless("", "Print", "Printf", "Println"),
		harmless("Stringer", "String"),
	)
}

func errorsRows() []Row {
	return []Row{
		{Name: "New", Results: []Expr{newError(arg(0))}, Pure: true},
		{Name: "Join", Results: []Expr{{Op: OpJoined, Arg: 0}}, Pure: true},
		{Name: "Unwrap", Results: []Expr{{Op: OpCause, Args: []Expr{arg(0)}}}, Pure: true},
		{Name: "Is", Results: []Expr{chainHas()}, Pure: true},
		// As fills its target with an error of the target's type out of the chain.
		{Name: "As", Results: []Expr{chainFinds()}, Finds: true},
	}
}

// asType is the row of errors.AsType, which the standard library has since Go 1.26.
var asType = Row{Pkg: "errors", Name: "AsType", Results: []Expr{{Op: OpFound}, {Op: OpAs}}, Pure: true}

func htmlRows() []Row {
	return []Row{
		{Name: "EscapeString", Results: []Expr{escape(arg(0))}, Pure: true},
		{Name: "UnescapeString", Results: []Expr{join(arg(0))}, Pure: true},
	}
}

func strconvRows() []Row {
	quoted := Row{Results: []Expr{join(arg(0))}, Pure: true}
	number := Row{Results: []Expr{plain()}, Pure: true}
	// Of what is appended to, the text goes on.
	return slices.Concat(
		each(quoted, "Quote", "QuoteToASCII", "AppendInt", "AppendUint", "AppendFloat", "AppendBool"),
		each(number, "Itoa", "FormatInt", "FormatUint", "FormatFloat", "FormatBool"),
		[]Row{
			{Name: "AppendQuote", Results: []Expr{join(arg(0), arg(1))}, Pure: true},
			{Name: "Unquote", Results: []Expr{join(arg(0)), parseError()}, Pure: true},
		})
}

func regexpRows() []Row {
	return slices.Concat([]Row{
		{Recv: "Regexp", Name: "ReplaceAllString", Results: []Expr{join(arg(1), arg(2))}, Pure: true},
		{Recv: "Regexp", Name: "ReplaceAllLiteralString", Results: []Expr{join(arg(1), arg(2))}, Pure: true},
		{Recv: "Regexp", Name: "ReplaceAll", Results: []Expr{join(arg(1), arg(2))}, Pure: true},
	},
		harmless("Regexp", "FindString", "FindStringSubmatch", "FindStringIndex", "Match", "MatchString", "String"),
	)
}

func mapsRows() []Row {
	return []Row{
		// Of a header map, or any other.
		{Name: "Copy", Response: &Response{Kind: Copy, Writer: 0, Value: arg(1)}},
		{Name: "Clone", Pure: true}, // a new map, hence not the argument
		{Name: "Keys", Pure: true},
		{Name: "Values", Pure: true},
	}
}

// slicesRows knows nothing of order: a list is described by its elements.
func slicesRows() []Row {
	holds := Row{Name: "Contains", Results: []Expr{{Op: OpIn, Arg: 0, Args: []Expr{arg(1)}}}, Pure: true}
	return append(harmless("", "BinarySearch", "BinarySearchFunc", "Clone", "Collect", "Compact", "Concat",
		"ContainsFunc", "Equal", "Index", "IndexFunc", "Max", "Min", "Reverse", "Sort", "SortFunc", "SortStableFunc",
		"Sorted", "Values"), holds)
}
