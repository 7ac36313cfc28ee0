package reply

import (
	"context"
	"errors"
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"

	"example.com/shop/internal/apierr"
)

func TestFail(t *testing.T) {
	for _, tt := range []struct {
		name   string
		err    error
		status int
		text   string
	}{
		{"typed", fmt.Errorf("orders: %w", apierr.NotFound("order", "there is no such order")), 404, "no such order"},
		{"with a cause", apierr.Because(400, "body", "not JSON", errors.New("secret")), 400, "not JSON"},
		{"late", context.DeadlineExceeded, 504, "took too long"},
		{"any", errors.New("secret"), 500, "went wrong"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := httptest.NewRecorder()
			if OK(w, httptest.NewRequest("GET", "/", nil), tt.err) {
				t.Fatal("OK = true")
			}
			body := w.Body.String()
			if w.Code != tt.status || !strings.Contains(body, tt.text) || strings.Contains(body, "secret") {
				t.Errorf("status %d, body %s", w.Code, body)
			}
		})
	}
}

func TestList(t *testing.T) {
	w := httptest.NewRecorder()
	List[int](w, nil)
	if got := strings.TrimSpace(w.Body.String()); got != `{"data":[]}` {
		t.Errorf("body %s", got)
	}
}

func TestBuilder(t *testing.T) {
	w := httptest.NewRecorder()
	To(w).Status(400).Add("a", "first").Add("b", "second").Correlate("r1").Send()
	want := `{"errors":[{"errorCode":"a","errorMessage":"first","correlationId":"r1"},{"errorCode":"b","errorMessage":"second","correlationId":"r1"}]}`
	if got := strings.TrimSpace(w.Body.String()); w.Code != 400 || got != want {
		t.Errorf("status %d, body %s", w.Code, got)
	}
}
