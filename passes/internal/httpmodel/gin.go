package httpmodel

import "slices"

// github.com/gin-gonic/gin.
func gin() []table {
	return []table{{
		pkg:      "github.com/gin-gonic/gin",
		rows:     ginRows,
		contexts: []Context{{Type: "Context", Same: []string{"Writer"}}},
	}}
}

func ginRows() []Row {
	return slices.Concat([]Row{
		{Recv: "Context", Name: "String", Response: &Response{Kind: Answer, Writer: 0, Status: arg(1), Body: format(2), ContentType: plainCT}},
		{Recv: "Context", Name: "Redirect", Response: &Response{Kind: Redirect, Writer: 0, Status: arg(1), Key: str("Location"), Value: arg(2)}},
		{Recv: "Context", Name: "Status", Response: &Response{Kind: SetStatus, Writer: 0, Status: arg(1)}},
		{Recv: "Context", Name: "Header", Response: &Response{Kind: SetHeader, Writer: 0, Key: arg(1), Value: arg(2)}},
		// Nothing is sent for the error: a middleware that reads Errors may.
		{Recv: "Context", Name: "AbortWithError", Response: &Response{Kind: Status, Writer: 0, Status: arg(1)}},
		{Recv: "Context", Name: "AbortWithStatus", Response: &Response{Kind: Status, Writer: 0, Status: arg(1)}},
	},
		each(Row{Recv: "Context", Response: &Response{Kind: Answer, Writer: 0, Status: arg(1), Body: encode(JSON, arg(2)), ContentType: "application/json; charset=utf-8"}},
			"JSON", "AbortWithStatusJSON", "IndentedJSON", "PureJSON", "SecureJSON", "AsciiJSON"),
	)
}
