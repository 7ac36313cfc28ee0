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
	router := mux.NewRouter().StrictSlash(true).UseEncodedPath() // want `mux\.NewRouter sends its own 404 as text/plain and an empty 405; contract wpp requires a JSON body with errors\[\]`
	router.HandleFunc("/orders", orders).Methods("GET")
	return http.ListenAndServe(":8080", router)
}

func replaced() error {
	router := mux.NewRouter().StrictSlash(true) // want `mux\.NewRouter sends its own 405 without a body; contract wpp requires a JSON body with errors\[\]`
	router.NotFoundHandler = http.HandlerFunc(missing)
	router.HandleFunc("/orders", orders).Methods("GET")
	return http.ListenAndServe(":8080", router)
}

func behind() error {
	router := mux.NewRouter() // want `mux\.NewRouter sends its own 404 as text/plain and an empty 405; contract wpp requires a JSON body with errors\[\]`
	router.HandleFunc("/orders", orders).Methods("GET")
	h := handlers.LoggingHandler(os.Stdout, http.StripPrefix("/v1", router)) // want `http\.StripPrefix sends its own 404 as text/plain; contract wpp requires a JSON body with errors\[\]`
	h = http.NewCrossOriginProtection().Handler(h)                           // want `\(\*http\.CrossOriginProtection\)\.Handler sends its own 403 as text/plain; contract wpp requires a JSON body with errors\[\]`
	return http.ListenAndServe(":8080", http.TimeoutHandler(h, time.Second, `{"errors":[]}`))
}
