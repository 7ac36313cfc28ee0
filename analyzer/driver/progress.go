package driver

import (
	"fmt"
	"io"
	"sync"
	"sync/atomic"
	"time"
)

// A progress shows on a terminal that a long run is alive. A first run compiles
// and analyses the dependencies; with go vet's cache filled there is nothing to show.
type progress struct {
	units atomic.Int64
	done  chan struct{}
	wait  sync.WaitGroup
}

const (
	progressDelay  = 3 * time.Second // a warm run is over by then
	progressPeriod = time.Second
)

func newProgress() *progress { return &progress{done: make(chan struct{})} }

// startProgress writes to w if it is a terminal.
func startProgress(w io.Writer) *progress {
	p := newProgress()
	if isTerminal(w) {
		p.wait.Go(func() { p.show(w) })
	}
	return p
}

func (p *progress) show(w io.Writer) {
	start := time.Now()
	next := time.NewTimer(progressDelay)
	defer next.Stop()
	shown := false
	for {
		select {
		case <-next.C:
			fmt.Fprintf(w, "\r\x1b[Krespvet: %s vetted in %s; a first run reads the dependencies too",
				count(int(p.units.Load()), "package"), time.Since(start).Round(time.Second))
			shown = true
			next.Reset(progressPeriod)
		case <-p.done:
			if shown {
				fmt.Fprint(w, "\r\x1b[K")
			}
			return
		}
	}
}

// unit counts one package whose result has arrived.
func (p *progress) unit() { p.units.Add(1) }

// stop erases the line; nothing is written after it returns.
func (p *progress) stop() {
	close(p.done)
	p.wait.Wait()
}
