// Package directive holds comments that silence findings, or do not.
package directive

import "net/http"

func spelled(w http.ResponseWriter, _ *http.Request) {
	w.WriteHeader(599) /* want `//respvet:ignore names unknown rule statuscod` */ //respvet:ignore statuscod our own number
	w.WriteHeader(599) //respvet:ignore statuscode our own number
	w.WriteHeader(599) //respvet:ignore statuscode/unregistered our own number
	w.WriteHeader(599) /* want `unknown directive //respvet:silence` */                                           //respvet:silence statuscode
	w.WriteHeader(599) /* want `directive has a space after the slashes and no effect; write //respvet:ignore` */ // respvet:ignore statuscode our own number
	w.WriteHeader(599) /* want `names no rule` */                                                                 //respvet:ignore
}
