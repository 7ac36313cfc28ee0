// Encoders shows what encoders do to a response.
package main

import (
	"bytes"
	"context"
	"io"
	"net/http"

	"github.com/bytedance/sonic"
	"github.com/bytedance/sonic/encoder"
	"github.com/fxamacker/cbor/v2"
	"github.com/go-faster/jx"
	goccy "github.com/goccy/go-json"
	jsoniter "github.com/json-iterator/go"
	"github.com/mailru/easyjson"
	"github.com/mailru/easyjson/jwriter"
	"github.com/vmihailenco/msgpack/v5"

	"github.com/respvet/respvet/testdata/behaviour/observe"
)

var calls = observe.App[http.ResponseWriter]{
	Serve: func(do func(http.ResponseWriter)) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { do(w) })
	},
	Early: func(w http.ResponseWriter) {
		w.Header().Set("Content-Type", "application/x-own")
		w.Header().Set("X-Field", "old")
	},
	Late: func(w http.ResponseWriter) {
		w.(http.Flusher).Flush()
		w.Header().Set("X-Late", "yes")
	},
	Teapot: func(w http.ResponseWriter) { w.WriteHeader(http.StatusTeapot) },
	Tail:   func(w http.ResponseWriter) { io.WriteString(w, "[tail]") },
}

// A text is one as easyjson encodes it.
type text string

func (t text) MarshalEasyJSON(w *jwriter.Writer) { w.String(string(t)) }

func main() {
	ctx := context.Background()
	stream := func(write func(*jsoniter.Stream)) func(http.ResponseWriter) {
		return func(w http.ResponseWriter) {
			s := jsoniter.NewStream(jsoniter.ConfigDefault, w, 64)
			write(s)
			s.Flush()
		}
	}
	pieces := func(write func(*jx.Encoder)) func(http.ResponseWriter) {
		return func(w http.ResponseWriter) {
			e := new(jx.Encoder)
			write(e)
			e.WriteTo(w)
		}
	}
	for name, do := range map[string]func(http.ResponseWriter){
		"github.com/go-faster/jx.Encoder.ByteStr":       pieces(func(e *jx.Encoder) { e.ByteStr([]byte(observe.Marker)) }),
		"github.com/go-faster/jx.Encoder.ByteStrEscape": pieces(func(e *jx.Encoder) { e.ByteStrEscape([]byte(observe.Marker)) }),
		"github.com/go-faster/jx.Encoder.Raw":           pieces(func(e *jx.Encoder) { e.Raw([]byte(observe.Marker)) }),
		"github.com/go-faster/jx.Encoder.RawStr":        pieces(func(e *jx.Encoder) { e.RawStr(observe.Marker) }),
		"github.com/go-faster/jx.Encoder.Str":           pieces(func(e *jx.Encoder) { e.Str(observe.Marker) }),
		"github.com/go-faster/jx.Encoder.StrEscape":     pieces(func(e *jx.Encoder) { e.StrEscape(observe.Marker) }),
		"github.com/go-faster/jx.Encoder.Write":         pieces(func(e *jx.Encoder) { e.Write([]byte(observe.Marker)) }),
		"github.com/go-faster/jx.Encoder.WriteTo":       pieces(func(e *jx.Encoder) { e.Str(observe.Marker) }),

		"github.com/bytedance/sonic.Encoder.Encode": func(w http.ResponseWriter) { sonic.ConfigDefault.NewEncoder(w).Encode(observe.Marker) },
		"github.com/bytedance/sonic/internal/encoder.StreamEncoder.Encode": func(w http.ResponseWriter) {
			encoder.NewStreamEncoder(w).Encode(observe.Marker)
		},
		"github.com/goccy/go-json.Encoder.Encode":           func(w http.ResponseWriter) { goccy.NewEncoder(w).Encode(observe.Marker) },
		"github.com/goccy/go-json.Encoder.EncodeWithOption": func(w http.ResponseWriter) { goccy.NewEncoder(w).EncodeWithOption(observe.Marker) },
		"github.com/goccy/go-json.Encoder.EncodeContext":    func(w http.ResponseWriter) { goccy.NewEncoder(w).EncodeContext(ctx, observe.Marker) },

		"github.com/json-iterator/go.Encoder.Encode":                    func(w http.ResponseWriter) { jsoniter.NewEncoder(w).Encode(observe.Marker) },
		"github.com/json-iterator/go.Stream.WriteVal":                   stream(func(s *jsoniter.Stream) { s.WriteVal(observe.Marker) }),
		"github.com/json-iterator/go.Stream.Write":                      stream(func(s *jsoniter.Stream) { s.Write([]byte(observe.Marker)) }),
		"github.com/json-iterator/go.Stream.WriteRaw":                   stream(func(s *jsoniter.Stream) { s.WriteRaw(observe.Marker) }),
		"github.com/json-iterator/go.Stream.WriteObjectField":           stream(func(s *jsoniter.Stream) { s.WriteObjectField(observe.Marker) }),
		"github.com/json-iterator/go.Stream.WriteString":                stream(func(s *jsoniter.Stream) { s.WriteString(observe.Marker) }),
		"github.com/json-iterator/go.Stream.WriteStringWithHTMLEscaped": stream(func(s *jsoniter.Stream) { s.WriteStringWithHTMLEscaped(observe.Marker) }),

		"github.com/fxamacker/cbor/v2.Encoder.Encode": func(w http.ResponseWriter) { cbor.NewEncoder(w).Encode(observe.Marker) },
		"github.com/fxamacker/cbor/v2.MarshalToBuffer": func(w http.ResponseWriter) {
			var b bytes.Buffer
			cbor.MarshalToBuffer(observe.Marker, &b)
			w.Write(b.Bytes())
		},
		"github.com/mailru/easyjson.MarshalToWriter": func(w http.ResponseWriter) { easyjson.MarshalToWriter(text(observe.Marker), w) },
		"github.com/mailru/easyjson.MarshalToHTTPResponseWriter": func(w http.ResponseWriter) {
			easyjson.MarshalToHTTPResponseWriter(text(observe.Marker), w)
		},
		"github.com/vmihailenco/msgpack/v5.Encoder.Encode": func(w http.ResponseWriter) { msgpack.NewEncoder(w).Encode(observe.Marker) },
	} {
		calls.Call(name, do)
	}
}
