// Package noted keeps some of the failures that have a status: on the thing that failed, for
// whoever asks for that. The others are sent with it.
package noted

import (
	"encoding/json"
	"io"
	"net/http"
	"os"
	"sync"
)

// A trouble is what the API says of a failure.
type trouble struct {
	Status int    `json:"status"`
	Detail string `json:"detail"`
}

func (t *trouble) Error() string { return t.Detail }

func internal(detail string) *trouble { return &trouble{http.StatusInternalServerError, detail} }

// A parcel is weighed some time after it was announced.
type parcel struct {
	mu      sync.Mutex
	Grams   int64    `json:"grams"`
	Trouble *trouble `json:"trouble,omitempty"`
}

type job struct{ parcel *parcel }

type weighed struct {
	grams   int64
	trouble *trouble
}

type depot struct {
	jobs    chan job
	parcels map[string]*parcel
}

func (d *depot) send(w http.ResponseWriter, t *trouble) {
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(t.Status)
	_ = json.NewEncoder(w).Encode(t)
}

// work weighs the parcels that were announced.
func (d *depot) work() {
	for j := range d.jobs {
		results := make(chan *weighed, 1)
		go func() { results <- d.weigh("scales/1") }()
		d.finish(j.parcel, <-results)
	}
}

func (d *depot) weigh(name string) *weighed {
	grams, t := d.read(name)
	return &weighed{grams, t}
}

func (d *depot) read(name string) (int64, *trouble) {
	f, err := os.Open(name)
	if err != nil {
		return 0, internal(err.Error()) // nobody gets it as a 500
	}
	defer f.Close()
	n, err := io.Copy(io.Discard, f)
	if err != nil {
		return 0, internal(err.Error())
	}
	return n, nil
}

func (d *depot) finish(p *parcel, w *weighed) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.Grams, p.Trouble = w.grams, w.trouble
}

// now weighs while the client waits, in another goroutine: what that says is sent.
func (d *depot) now(w http.ResponseWriter, r *http.Request) {
	done := make(chan *trouble, 1)
	go func() { done <- d.calibrate() }()
	if t := <-done; t != nil {
		d.send(w, t)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func (d *depot) calibrate() *trouble {
	if err := os.Remove("scales/zero"); err != nil {
		return internal(err.Error()) // want `error text from os\.Remove is sent to the client in the body of the 500`
	}
	return nil
}

// tare keeps its failure in something of its own, and sends that.
func (d *depot) tare(w http.ResponseWriter, r *http.Request) {
	var out weighed
	d.reset(&out)
	if out.trouble != nil {
		d.send(w, out.trouble)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func (d *depot) reset(out *weighed) {
	if err := os.Truncate("scales/zero", 0); err != nil {
		out.trouble = internal(err.Error()) // want `error text from os\.Truncate is sent to the client in the body of the 500`
	}
}
