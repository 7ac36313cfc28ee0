// Package lambda answers for orders behind API Gateway.
package lambda

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"

	"github.com/aws/aws-lambda-go/events"

	"github.com/respvet/respvet/testdata/libraries/orders"
)

// A Service has the functions that lambda.Start is given.
type Service struct{ store orders.Store }

// respond makes a response of a value.
func respond(status int, v any) (events.APIGatewayProxyResponse, error) {
	body, err := json.Marshal(v)
	if err != nil {
		return events.APIGatewayProxyResponse{StatusCode: http.StatusInternalServerError}, nil
	}
	return events.APIGatewayProxyResponse{
		StatusCode: status,
		Headers:    map[string]string{"Content-Type": "application/json"},
		Body:       string(body),
	}, nil
}

// fault makes a response of a message.
func fault(status int, message string) (events.APIGatewayProxyResponse, error) {
	return respond(status, map[string]string{"error": message})
}

// Get returns an order.
func (s *Service) Get(ctx context.Context, req events.APIGatewayProxyRequest) (events.APIGatewayProxyResponse, error) {
	o, err := s.store.Order(ctx, req.PathParameters["id"])
	if errors.Is(err, orders.ErrNotFound) {
		return fault(http.StatusNotFound, "no such order") // ok
	}
	if err != nil {
		return fault(http.StatusInternalServerError, err.Error()) // BAD(errleak/error)
	}
	return respond(http.StatusOK, o)
}

// GetRaw returns an order, and errors as text.
func (s *Service) GetRaw(ctx context.Context, req events.APIGatewayProxyRequest) (events.APIGatewayProxyResponse, error) {
	o, err := s.store.Order(ctx, req.PathParameters["id"])
	if errors.Is(err, orders.ErrNotFound) {
		return events.APIGatewayProxyResponse{StatusCode: http.StatusNotFound, Body: "no such order"}, nil // BAD(rawerror)
	}
	if err != nil {
		return events.APIGatewayProxyResponse{ // BAD(rawerror)
			StatusCode: http.StatusInternalServerError,
			Body:       fmt.Sprintf("cannot load: %v", err), // BAD(errleak/error)
		}, nil
	}
	body, err := json.Marshal(o)
	if err != nil {
		slog.ErrorContext(ctx, "marshal", "error", err)
		return events.APIGatewayProxyResponse{StatusCode: http.StatusInternalServerError, Body: `{"error": "something is wrong on our side"}`}, nil // ok
	}
	return events.APIGatewayProxyResponse{StatusCode: http.StatusOK, Body: string(body)}, nil
}

// List returns the orders that are not paid.
func (s *Service) List(ctx context.Context, req events.APIGatewayProxyRequest) (events.APIGatewayProxyResponse, error) {
	all, err := s.store.Orders(ctx, req.QueryStringParameters["owner"])
	if err != nil {
		slog.ErrorContext(ctx, "store", "error", err)
		return fault(http.StatusInternalServerError, "something is wrong on our side") // ok
	}
	var unpaid []orders.Order // BAD(nilslice)
	for _, o := range all {
		if !o.Paid {
			unpaid = append(unpaid, o)
		}
	}
	return respond(http.StatusOK, unpaid)
}

// ListAll does so as well.
func (s *Service) ListAll(ctx context.Context, req events.ALBTargetGroupRequest) (events.ALBTargetGroupResponse, error) {
	all, err := s.store.Orders(ctx, req.QueryStringParameters["owner"])
	if err != nil {
		return events.ALBTargetGroupResponse{}, err // ok: the load balancer's 502
	}
	unpaid := []orders.Order{} // ok
	for _, o := range all {
		if !o.Paid {
			unpaid = append(unpaid, o)
		}
	}
	body, err := json.Marshal(unpaid)
	if err != nil {
		return events.ALBTargetGroupResponse{StatusCode: http.StatusInternalServerError, Body: `{"error": "something is wrong on our side"}`}, nil // ok
	}
	return events.ALBTargetGroupResponse{StatusCode: http.StatusOK, Body: string(body)}, nil
}

// Create adds an order.
//
// @Success 201 {object} orders.Order
// @Failure 400 {object} map[string]string
// @Failure 500 {object} map[string]string
// @Router /orders [post]
func (s *Service) Create(ctx context.Context, req events.APIGatewayV2HTTPRequest) (events.APIGatewayV2HTTPResponse, error) {
	var o orders.Order
	if err := json.Unmarshal([]byte(req.Body), &o); err != nil {
		return events.APIGatewayV2HTTPResponse{StatusCode: http.StatusUnprocessableEntity, Body: `{"error": "this is no order"}`}, nil // BAD(statuscode/undocumented)
	}
	if err := s.store.Save(ctx, &o); err != nil {
		slog.ErrorContext(ctx, "store", "error", err)
		return events.APIGatewayV2HTTPResponse{StatusCode: http.StatusInternalServerError, Body: `{"error": "something is wrong on our side"}`}, nil // ok
	}
	return events.APIGatewayV2HTTPResponse{StatusCode: http.StatusCreated, Body: `{}`}, nil
}

// Remove deletes an order.
func (s *Service) Remove(ctx context.Context, req events.LambdaFunctionURLRequest) (events.LambdaFunctionURLResponse, error) {
	if err := s.store.Delete(ctx, req.QueryStringParameters["id"]); err != nil {
		slog.ErrorContext(ctx, "store", "error", err)
		return events.LambdaFunctionURLResponse{StatusCode: http.StatusInternalServerError, Body: `{"error": "something is wrong on our side"}`}, nil // ok
	}
	return events.LambdaFunctionURLResponse{StatusCode: http.StatusNoContent, Body: `{"deleted": true}`}, nil // BAD(bodyless)
}

// RemoveNow deletes an order.
func (s *Service) RemoveNow(ctx context.Context, req events.LambdaFunctionURLRequest) (events.LambdaFunctionURLResponse, error) {
	if err := s.store.Delete(ctx, req.QueryStringParameters["id"]); err != nil {
		return events.LambdaFunctionURLResponse{StatusCode: 550, Body: `{"error": "cannot delete"}`}, nil // BAD(statuscode/unregistered)
	}
	return events.LambdaFunctionURLResponse{StatusCode: http.StatusNoContent}, nil // ok
}

// Save sets the members of its response one by one.
func (s *Service) Save(ctx context.Context, req events.APIGatewayProxyRequest) (resp events.APIGatewayProxyResponse, err error) {
	resp.Headers = map[string]string{"Content-Type": "application/json"}
	var o orders.Order
	if err := json.Unmarshal([]byte(req.Body), &o); err != nil {
		resp.StatusCode = http.StatusBadRequest
		resp.Body = `{"error": "this is no order"}` // ok
		return resp, nil
	}
	if err := s.store.Save(ctx, &o); err != nil {
		resp.StatusCode = http.StatusInternalServerError
		resp.Body = fmt.Sprintf(`{"error": %q}`, err.Error()) // BAD(errleak/error)
		return resp, nil
	}
	resp.StatusCode = http.StatusCreated
	return resp, nil
}

// RemoveAll does so on a variable.
func (s *Service) RemoveAll(ctx context.Context, req events.APIGatewayProxyRequest) (events.APIGatewayProxyResponse, error) {
	resp := events.APIGatewayProxyResponse{Headers: map[string]string{"Content-Type": "application/json"}}
	switch err := s.store.Delete(ctx, req.PathParameters["id"]); {
	case errors.Is(err, orders.ErrNotFound):
		resp.StatusCode = 599
		resp.Body = `{"error": "gone"}` // BAD(statuscode/unregistered)
		return resp, nil
	case err != nil:
		resp.StatusCode, resp.Body = http.StatusInternalServerError, `{"error": "`+err.Error()+`"}` // BAD(errleak/error)
		return resp, nil
	}
	resp.StatusCode = http.StatusNoContent
	resp.Body = `{"deleted": true}` // BAD(bodyless)
	return resp, nil
}

// ok makes a response of a value.
func (s *Service) ok(v any) *events.APIGatewayV2HTTPResponse {
	body, _ := json.Marshal(v)
	return &events.APIGatewayV2HTTPResponse{StatusCode: http.StatusOK, Body: string(body), Headers: map[string]string{"Content-Type": "application/json"}}
}

// Unpaid returns the orders that are not paid.
func (s *Service) Unpaid(ctx context.Context, req events.APIGatewayV2HTTPRequest) (*events.APIGatewayV2HTTPResponse, error) {
	all, err := s.store.Orders(ctx, req.QueryStringParameters["owner"])
	if err != nil {
		slog.ErrorContext(ctx, "store", "error", err)
		return &events.APIGatewayV2HTTPResponse{StatusCode: http.StatusBadGateway, Body: `{"error": "the store fails"}`}, nil // ok
	}
	var unpaid []orders.Order // BAD(nilslice)
	for _, o := range all {
		if !o.Paid {
			unpaid = append(unpaid, o)
		}
	}
	return s.ok(unpaid), nil
}

// Paid returns those that are.
func (s *Service) Paid(ctx context.Context, req events.APIGatewayV2HTTPRequest) (*events.APIGatewayV2HTTPResponse, error) {
	all, err := s.store.Orders(ctx, req.QueryStringParameters["owner"])
	if err != nil {
		return nil, err // ok: the gateway's 502
	}
	paid := []orders.Order{} // ok
	for _, o := range all {
		if o.Paid {
			paid = append(paid, o)
		}
	}
	return s.ok(paid), nil
}
