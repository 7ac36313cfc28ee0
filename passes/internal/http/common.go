package http

// A Common is a status that is in no registry, and that clients and operators know
// all the same, because a widely used program sends it.
type Common struct {
	From, To int    // inclusive
	Program  string // that made it common
	Meaning  string // what the program says by it
}

// common is sorted by From.
var common = []Common{
	{104, 104, "resumable uploads", "the upload may be resumed (registered for the time being)"},
	{419, 419, "Laravel", "the token of a form has expired"},
	{440, 440, "IIS", "the session of the login has expired"},
	{444, 444, "nginx", "the connection was closed without a response"},
	{449, 449, "IIS", "the request is to be sent again with more information"},
	{494, 494, "nginx", "the header of the request is too large"},
	{495, 495, "nginx", "the client's certificate is not valid"},
	{496, 496, "nginx", "the client has sent no certificate"},
	{497, 497, "nginx", "plain HTTP was sent to a port for HTTPS"},
	{499, 499, "nginx", "the client has closed the request"},
	{509, 509, "cPanel", "the bandwidth of the site is used up"},
	{520, 530, "Cloudflare", "the origin's server failed in one of many ways"},
}

// CommonStatus returns what made an unregistered status common, if anything did.
func CommonStatus(code int) (Common, bool) {
	for _, c := range common {
		if c.From <= code && code <= c.To {
			return c, true
		}
	}
	return Common{}, false
}
