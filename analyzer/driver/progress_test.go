package driver

import (
	"bytes"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestProgress(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var out bytes.Buffer
		p := newProgress()
		p.wait.Go(func() { p.show(&out, func() int { return 40 }) })
		p.unit()
		p.unit()
		time.Sleep(progressDelay - time.Millisecond)
		synctest.Wait()
		if out.Len() > 0 {
			t.Errorf("shown before %s: %q", progressDelay, &out)
		}
		time.Sleep(2 * time.Millisecond)
		synctest.Wait()
		if !strings.Contains(out.String(), "2 packages vetted in 3s") {
			t.Errorf("shown after %s: %q", progressDelay, &out)
		}
		time.Sleep(progressPeriod)
		synctest.Wait()
		if !strings.Contains(out.String(), "2 of 40 packages vetted in 4s") {
			t.Errorf("shown after %s: %q", progressDelay+progressPeriod, &out)
		}
		p.stop()
		if !strings.HasSuffix(out.String(), "\r\x1b[K") {
			t.Errorf("the line is not erased: %q", &out)
		}
	})

	// As long as nobody knows how many there will be, or if go list has missed some.
	for _, all := range []int64{0, 1} {
		p := newProgress()
		p.all.Store(all)
		p.unit()
		p.unit()
		if got := p.counted(); got != "2 packages" {
			t.Errorf("2 of %d: %s", all, got)
		}
	}
	if got := newProgress().counted(); got != "0 packages" {
		t.Errorf("nothing known: %s", got)
	}

	// A run that is over at once, and output that is no terminal, show nothing.
	var out bytes.Buffer
	p := startProgress(&out, func() int { t.Error("asked"); return 0 })
	p.unit()
	p.stop()
	if out.Len() > 0 {
		t.Errorf("shown: %q", &out)
	}
}
