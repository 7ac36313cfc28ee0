// Package scan fills variables through a variadic list of pointers: afterwards
// they hold anything, not their zero values.
package scan

import (
	"database/sql"
	"net/http"
)

// Get answers with a status out of the database.
func Get(w http.ResponseWriter, r *http.Request, db *sql.DB) { // want Get:`status=(unknown|call|opaque)`
	var code int
	if err := db.QueryRowContext(r.Context(), "select code from answers").Scan(&code); err != nil {
		return
	}
	w.WriteHeader(code)
}
