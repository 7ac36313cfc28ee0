// Package chained serves routers behind options and middleware.
package chained

import (
	"encoding/json"
	"net/http"
	"os"
	"time"

	"github.com/gorilla/handlers"
	"github.com/gorilla/mux"
)

func orders(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(map[string]any{"data": []int{1}})
}

func missing(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusNotFound)
	json.NewEncoder(w).Encode(map[string]any{"errors": []map[string]string{{"errorCode": "none", "errorMessage": "no such path"}}})
}

func strict() error {
	router := mux.NewRouter().StrictSlash(true).UseEncodedPath() // want `what mux.NewRouter makes answers 404 as text/plain and 405 with an empty body`
	router.HandleFunc("/orders", orders).Methods("GET")
	return http.ListenAndServe(":8080", router)
}

func replaced() error {
	router := mux.NewRouter().StrictSlash(true) // want `what mux.NewRouter makes answers 405 with an empty body`
	router.NotFoundHandler = http.HandlerFunc(missing)
	router.HandleFunc("/orders", orders).Methods("GET")
	return http.ListenAndServe(":8080", router)
}

func behind() error {
	router := mux.NewRouter() // want `what mux.NewRouter makes answers 404 as text/plain and 405 with an empty body`
	router.HandleFunc("/orders", orders).Methods("GET")
	h := handlers.LoggingHandler(os.Stdout, http.StripPrefix("/v1", router)) // want `what http.StripPrefix makes answers 404 as text/plain`
	h = http.NewCrossOriginProtection().Handler(h)                           // want `what .http.CrossOriginProtection..Handler makes answers 403 as text/plain of its own accord`
	return http.ListenAndServe(":8080", http.TimeoutHandler(h, time.Second, `{"errors":[]}`))
}
