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
	all   atomic.Int64 // how many there will be; 0 as long as that is not known
	done  chan struct{}
	wait  sync.WaitGroup
}

const (
	progressDelay  = 3 * time.Second // a warm run is over by then
	progressPeriod = time.Second
)

func newProgress() *progress { return &progress{done: make(chan struct{})} }

// startProgress writes to w if it is a terminal. The func all, which may take its time
// and is called only in a long run, returns how many units there will be, or 0.
func startProgress(w io.Writer, all func() int) *progress {
	p := newProgress()
	if isTerminal(w) {
		p.wait.Go(func() { p.show(w, all) })
	}
	return p
}

func (p *progress) show(w io.Writer, all func() int) {
	start := time.Now()
	next := time.NewTimer(progressDelay)
	defer next.Stop()
	shown := false
	for {
		select {
		case <-next.C:
			if !shown {
				go func() { p.all.Store(int64(all())) }()
			}
			fmt.Fprintf(w, "\r\x1b[Krespvet: %s vetted in %s; a first run reads the dependencies too",
				p.counted(), time.Since(start).Round(time.Second))
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

// counted says how many packages are done, and of how many where that is known: "3 of 40
// packages". Tests that are a package of their own count as one.
func (p *progress) counted() string {
	n, all := int(p.units.Load()), int(p.all.Load())
	if all == 0 || all < n {
		return count(n, "package")
	}
	return fmt.Sprintf("%d of %s", n, count(all, "package"))
}

// unit counts one package whose result has arrived.
func (p *progress) unit() { p.units.Add(1) }

// stop erases the line; nothing is written after it returns.
func (p *progress) stop() {
	close(p.done)
	p.wait.Wait()
}
