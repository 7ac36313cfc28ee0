package httpmodel

import "slices"

const gozeroPath = "github.com/zeromicro/go-zero/rest/httpx"

// github.com/zeromicro/go-zero, as far as it answers: rest/httpx. What is left out, and why:
//   - Error sends the error's text, with a 400, until the program has set a handler of
//     errors (SetErrorHandler), which often is done elsewhere: of what it sends by itself
//     nothing is known but that text.
//   - SetOkHandler's function may put another value in the place of what OkJson sends.
//   - Stream runs code that the caller chose. A failure to encode is told with a 500.
//   - rest.Server keeps tables of routes, which are not known as such.
func gozero() []table {
	return []table{{pkg: gozeroPath, rows: gozeroRows, form: gozeroForm, overrides: []Override{
		{Name: "SetErrorHandler"}, {Name: "SetErrorHandlerCtx"},
	}}}
}

func gozeroRows() []Row {
	const contentType = "application/json; charset=utf-8"
	answer := func(name string, w int, code, v Expr) Row {
		return Row{Name: name, Response: &Response{Kind: Complete, Writer: w, Status: code, Body: encode(JSON, v), ContentType: contentType}}
	}
	failed := func(name string, w int) Row {
		return Row{Name: name, Response: &Response{Kind: Complete, Writer: w, Status: plain(), Body: encode(Unknown, text(arg(w+1))), ContentType: plainCT, Replaced: true, Error: true}}
	}
	// It is called with whatever a handler has failed with.
	handled := func(name string, params ...Expr) Row {
		return Row{Name: name, Calls: []Callback{{Func: arg(0), Params: params}}, Pure: true}
	}
	return slices.Concat([]Row{
		answer("OkJson", 0, status(200), arg(1)),
		answer("OkJsonCtx", 1, status(200), arg(2)),
		answer("WriteJson", 0, arg(1), arg(2)),
		answer("WriteJsonCtx", 1, arg(2), arg(3)),
		{Name: "Ok", Response: &Response{Kind: Status, Writer: 0, Status: status(200)}},
		failed("Error", 0),
		failed("ErrorCtx", 1),
		handled("SetErrorHandler", Expr{}),
		handled("SetErrorHandlerCtx", Expr{}, Expr{}),
		{Name: "GetFormValues", Results: []Expr{plain(), parseError()}, Pure: true},
	},
		each(Row{Fills: 1, Results: []Expr{parseError()}}, "Parse", "ParseForm", "ParseHeaders", "ParseJsonBody", "ParsePath"),
		each(Row{Results: []Expr{plain()}, Pure: true}, "GetRemoteAddr", "ParseHeader"),
	)
}
