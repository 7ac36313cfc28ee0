package rawerror

import (
	"slices"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/responses"
)

// plain reports whether the handler speaks to no API client: what it answers
// otherwise is a page, a file, another server's response or plain text. One that
// encodes its other errors as JSON does speak to one, whatever it serves; so does
// one under a chosen contract if nothing but the content type speaks for a file,
// and one whose own documentation promises JSON. Without a contract nothing is known of
// one that leaves its response to code that was not read, or sends what may be anything, or
// sends a text to those who have not asked for JSON, nor of a package that has nothing to do with JSON, nor of a middleware in one that has
// pages, before which it may stand.
func plain(s *responses.Response, c *contract.Contract, res *responses.Result) bool {
	if !c.Chosen && (producesText(s, c) || documentsText(s, c)) {
		return true
	}
	if !c.Chosen && s.Handler.Challenges { // browsers ask for a password, and show the text to nobody who has one
		return true
	}
	if !c.Chosen && !promised(s, c) && (s.Reason.Negotiated || s.Handler.Serves[responses.Unknown] && !s.Handler.Serves[responses.JSON] && !s.Handler.Fails[responses.JSON]) {
		return true
	}
	if asked := handlers(s); len(asked) > 0 { // of a helper
		return !slices.ContainsFunc(asked, func(caller *responses.Response) bool { return !plain(caller, c, res) })
	}
	switch {
	case s.Handler.Serves[responses.JSON], promised(s, c):
		return false
	case s.Handler.Serves[responses.HTML] || s.Handler.Fails[responses.HTML]:
		return true
	case s.Handler.Fails[responses.JSON]:
		return false
	}
	if !c.Chosen && (s.Handler.Serves[responses.Other] || !res.Package.SpeaksJSON || s.Handler.Guards && res.Package.ServesPages) {
		return true
	}
	return s.Handler.Serves[responses.Stream] || s.Handler.Serves[responses.Text] || s.Handler.Serves[responses.XML]
}

// handlers returns the calls by which handlers answer errors through a helper.
func handlers(s *responses.Response) (list []*responses.Response) {
	for _, caller := range s.Helpers.Callers {
		if caller.IsError() && len(caller.Helpers.Callers) == 0 && !s.Handler.Is {
			list = append(list, caller)
		}
	}
	return list
}

// promised reports whether the comment of the handler documents a JSON body for
// the error that is sent.
func promised(s *responses.Response, c *contract.Contract) bool {
	return len(s.Status.Codes) > 0 && slices.ContainsFunc(c.Project.Comments.Around(s.At.Node.Pos()), func(o *contract.Operation) bool {
		return o.PromisesJSON(s.Status.Codes[0])
	})
}

// producesText reports whether the comment of the handler says that it produces something,
// text, and no JSON.
func producesText(s *responses.Response, c *contract.Contract) bool {
	return slices.ContainsFunc(c.Project.Comments.Around(s.At.Node.Pos()), (*contract.Operation).ProducesText)
}

// documentsText reports whether the comment of the handler says that the body of the
// error that is sent is a string.
func documentsText(s *responses.Response, c *contract.Contract) bool {
	return len(s.Status.Codes) > 0 && slices.ContainsFunc(c.Project.Comments.Around(s.At.Node.Pos()), func(o *contract.Operation) bool {
		return !slices.ContainsFunc(s.Status.Codes, func(status int) bool { return !o.DocumentsText(status) })
	})
}
