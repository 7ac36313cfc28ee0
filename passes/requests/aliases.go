package requests

import (
	"github.com/respvet/respvet/passes/requests/exchange"
	"github.com/respvet/respvet/passes/requests/retry"
)

// What the rules read of the requests is declared by the phase that finds it.
type (
	Loop    = retry.Loop
	Outcome = exchange.Outcome
	Repeat  = retry.Repeat
	Setting = exchange.Setting
	Site    = exchange.Site
	Spent   = retry.Spent
	Wait    = retry.Wait
)

// Constants of these types.
const (
	Drops     = exchange.Drops
	SentAgain = exchange.SentAgain
	Fails     = exchange.Fails
	PassedOn  = exchange.PassedOn
)
