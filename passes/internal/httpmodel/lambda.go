package httpmodel

const lambdaEvents = "github.com/aws/aws-lambda-go/events"

// github.com/aws/aws-lambda-go: what functions return to API Gateway, a load balancer or
// as the response of a function's URL. A value that is made for it is a response. What is
// left out, and why:
//   - An error that a function returns becomes a 502 of the gateway's, with a text of its own.
//   - A value whose members are set one by one, where several ways lead to its return.
func lambda() []table {
	answer := Response{Kind: Complete, Status: member("StatusCode"), Body: member("Body")}
	var types []StatusError
	for _, name := range []string{"ALBTargetGroupResponse", "APIGatewayProxyResponse", "APIGatewayV2HTTPResponse", "LambdaFunctionURLResponse"} {
		types = append(types, StatusError{Type: name, Response: answer, Returned: true})
	}
	return []table{{pkg: lambdaEvents, rows: func() []Row { return nil }, statusErrors: types}}
}
