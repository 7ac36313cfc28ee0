package origin

import "testing"

// The errors that calls gave, at any depth, become those of the function; what else there is
// stays, and so does the summary that was asked.
func TestAttributed(t *testing.T) {
	read := Value{{Op: Opaque, Err: true, Name: "os.ReadFile"}}
	text := Value{{Op: Opaque, Name: "os.Getenv"}}
	own := Value{{Op: Error, Err: true, Args: []Value{{{Op: Concat, Args: []Value{text, {{Op: Text, Args: []Value{read}}}}}}}}}
	s := &Summary{Rows: []Row{{Results: []Value{text, own}, Effects: []Effect{{Index: 1, Path: ".Err", Value: read}}}}}
	before := s.Rows[0].String()
	got := s.Attributed("example.com/shelf.Load").Rows[0].String()
	if want := (Row{
		Results: []Value{text, {{Op: Error, Err: true, Args: []Value{{{Op: Concat, Args: []Value{text, {{Op: Text, Args: []Value{{{Op: Opaque, Err: true, Name: "example.com/shelf.Load"}}}}}}}}}}}},
		Effects: []Effect{{Index: 1, Path: ".Err", Value: Value{{Op: Opaque, Err: true, Name: "example.com/shelf.Load"}}}},
	}).String(); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if after := s.Rows[0].String(); after != before {
		t.Errorf("the summary was changed: %s", after)
	}
}
