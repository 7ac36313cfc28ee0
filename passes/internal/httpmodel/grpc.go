package httpmodel

func grpc() []table { return nil }

// codeStatus maps the gRPC codes, from 0 on, to HTTP statuses, as AIP-193 and
// grpc-gateway do.
var codeStatus = [...]int{200, 499, 500, 400, 504, 404, 409, 403, 429, 400, 409, 400, 501, 500, 503, 500, 401}

// StatusOfCode returns the HTTP status that a gRPC code stands for, 0 if there is none.
func StatusOfCode(code int) int {
	if code < 0 || code >= len(codeStatus) {
		return 0
	}
	return codeStatus[code]
}
