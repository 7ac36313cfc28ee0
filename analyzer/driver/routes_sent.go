package driver

import (
	"slices"

	"github.com/respvet/respvet/passes/responses"
	"github.com/respvet/respvet/passes/routes"
)

// noBody stands for the media type of a response without a body.
const noBody = "none"

// describe says of a status what goes with it, from all that a handler sends.
func (p *answerPlace) describe(sent []routes.Sent) {
	known := true
	for _, s := range sent {
		if s.Status != p.Status {
			continue
		}
		p.Lacks = append(p.Lacks, s.Lacks...)
		switch media := s.Media; {
		case s.Kind == "": // another call sends it, and says so
		case s.Kind == string(responses.NoBody):
			p.Media = append(p.Media, noBody)
		case media == "":
			known = false
		default:
			p.Media = append(p.Media, media)
		}
		if s.Body != nil {
			p.Body = p.Body.Union(s.Body)
		} else if s.Kind == string(responses.Unknown) && p.Status >= 400 {
			p.Body = p.Body.Union(&routes.Body{Open: true})
		}
	}
	if !known {
		p.Media = nil
	}
	for _, list := range []*[]string{&p.Media, &p.Lacks} {
		slices.Sort(*list)
		*list = slices.Compact(*list)
	}
}
