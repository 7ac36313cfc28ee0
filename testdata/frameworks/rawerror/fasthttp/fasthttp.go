// Package fasthttp is a ferry's timetable, served without net/http.
package fasthttp

import (
	"encoding/json"
	"fmt"

	"github.com/valyala/fasthttp"
)

type Sailing struct {
	Pier   string `json:"pier"`
	Leaves string `json:"leaves"`
}

func sail(ctx *fasthttp.RequestCtx) {
	switch pier := string(ctx.FormValue("pier")); pier {
	case "":
		ctx.Error("a pier is needed", fasthttp.StatusBadRequest) // want `\(\*fasthttp.RequestCtx\).Error sends the 400 as text/plain`
	case "north":
		ctx.SetStatusCode(fasthttp.StatusConflict)
		ctx.SetBodyString("the north pier is iced in") // want `\(\*fasthttp.RequestCtx\).SetBodyString sends the 409 as text/plain`
	case "south":
		ctx.SetContentType("text/plain")
		ctx.SetStatusCode(404)
		fmt.Fprintf(ctx, "no ferry leaves from %s", pier) // want `fmt.Fprintf sends the 404 as text/plain`
	case "west":
		ctx.Response.SetStatusCode(fasthttp.StatusGone)
		ctx.Response.SetBodyString("the west pier is closed") // want `\(\*fasthttp.Response\).SetBodyString sends the 410 as text/plain`
	case "east":
		refuse(&ctx.Response)
	default:
		ctx.SetContentType("application/json")
		_ = json.NewEncoder(ctx).Encode(Sailing{pier, "noon"})
	}
}

// A Response has no SetContentType, and neither what an http.ResponseWriter has.
func refuse(resp *fasthttp.Response) {
	resp.SetStatusCode(fasthttp.StatusForbidden)
	resp.SetBodyString("crew only") // want `\(\*fasthttp.Response\).SetBodyString sends the 403 as text/plain`
}

// What is labelled JSON is JSON.
func crew(ctx *fasthttp.RequestCtx) {
	ctx.SetContentType("application/json")
	ctx.SetStatusCode(fasthttp.StatusForbidden)
	ctx.SetBodyString(`{"error": "crew only"}`) // ok
}
