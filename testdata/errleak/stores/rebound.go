package stores

import (
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"sync"
)

// reset says where the compressor writes from now on.
func reset(w http.ResponseWriter, save func() error) {
	zip := gzip.NewWriter(io.Discard)
	zip.Reset(w)
	if err := save(); err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		fmt.Fprintf(zip, "cannot save: %v", err) // want `\(errleak/error\)`
	}
	_ = zip.Close()
}

func discarded(w http.ResponseWriter, save func() error) {
	zip := gzip.NewWriter(io.Discard)
	zip.Reset(io.Discard)
	if err := save(); err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		fmt.Fprintf(zip, "cannot save: %v", err) // ok: nobody reads it
	}
	_ = zip.Close()
}

var zips = sync.Pool{New: func() any { return gzip.NewWriter(io.Discard) }}

func pooled(w http.ResponseWriter, save func() error) {
	zip := zips.Get().(*gzip.Writer)
	defer zips.Put(zip)
	zip.Reset(w)
	if err := save(); err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		fmt.Fprintf(zip, "cannot save: %v", err) // want `\(errleak/error\)`
	}
	_ = zip.Close()
}
