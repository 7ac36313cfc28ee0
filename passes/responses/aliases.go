package responses

import (
	"github.com/respvet/respvet/passes/responses/control"
	"github.com/respvet/respvet/passes/responses/handler"
	"github.com/respvet/respvet/passes/responses/header"
	"github.com/respvet/respvet/passes/responses/jsonshape"
	"github.com/respvet/respvet/passes/responses/leak"
	"github.com/respvet/respvet/passes/responses/mount"
	"github.com/respvet/respvet/passes/responses/responder"
	"github.com/respvet/respvet/passes/responses/route"
	"github.com/respvet/respvet/passes/responses/summary"
)

// What the rules read of the responses is declared by the phase that finds it.
type (
	Cause           = summary.Cause
	ErrorBody       = jsonshape.ErrorBody
	Form            = summary.Form
	BodyExprs       = summary.BodyExprs
	Around          = route.Around
	Handler         = route.Handler
	Input           = handler.Input
	HeaderValue     = header.HeaderValue
	Import          = jsonshape.Import
	Late            = header.Late
	Leak            = leak.Leak
	LeakText        = leak.LeakText
	LeakReason      = leak.Reason
	LostMember      = summary.LostMember
	Member          = summary.Member
	Mount           = mount.Mount
	NilList         = summary.NilList
	Reply           = route.Reply
	Responder       = responder.Responder
	ResponderText   = responder.ResponderText
	Route           = route.Route
	Routing         = route.Routing
	Shape           = summary.Shape
	Sign            = summary.Sign
	Response        = summary.Response
	Source          = leak.Source
	Condition       = summary.Condition
	MissingResponse = control.MissingResponse
)

// Constants of these types.
const (
	Always         = summary.Always
	InPath         = handler.InPath
	InQuery        = handler.InQuery
	InHeader       = handler.InHeader
	InCookie       = handler.InCookie
	InForm         = handler.InForm
	InEither       = handler.InEither
	InBody         = handler.InBody
	WritesAgain    = summary.WritesAgain
	CallsAgain     = summary.CallsAgain
	BadBody        = summary.BadBody
	BadParameter   = summary.BadParameter
	BadPath        = summary.BadPath
	BrokenResponse = summary.BrokenResponse
	Conflicting    = summary.Conflicting
	EmptyList      = summary.EmptyList
	HTML           = summary.HTML
	CallsNext      = summary.CallsNext
	JSON           = summary.JSON
	Maybe          = summary.Maybe
	Missing        = summary.Missing
	Never          = summary.Never
	NoBody         = summary.NoBody
	Other          = summary.Other
	SourceError    = leak.SourceError
	SourcePanic    = leak.SourcePanic
	SourceParse    = leak.SourceParse
	SourceStack    = leak.SourceStack
	SourceVerbose  = leak.SourceVerbose
	Stream         = summary.Stream
	Text           = summary.Text
	TimedOut       = summary.TimedOut
	Unknown        = summary.Unknown
	UsesResult     = summary.UsesResult
	ReadsNil       = summary.ReadsNil
	WrongMethod    = summary.WrongMethod
	WrongType      = summary.WrongType
	XML            = summary.XML
)
