package frameworks

import (
	"net/http"
	"strconv"

	"github.com/gorilla/mux"
	"github.com/respvet/respvet/testdata/statusmeaning/wpp/reply"
)

func numbered(w http.ResponseWriter, r *http.Request) {
	if _, err := strconv.Atoi(mux.Vars(r)["id"]); err != nil {
		reply.Error(w, http.StatusInternalServerError, "id has to be a number") // want `reply\.Error sends 500 Internal Server Error for a missing or malformed parameter; contract wpp requires 400 Bad Request`
		return
	}
	vars := mux.Vars(r)
	if vars["name"] == "" {
		reply.Error(w, http.StatusNotFound, "there is nothing") // ok: the path leads nowhere
		return
	}
	if _, err := strconv.Atoi(settings["limit"]); err != nil {
		reply.Error(w, http.StatusInternalServerError, "limit has to be a number") // ok: the service's own
		return
	}
	reply.JSON(w, http.StatusOK, 1)
}

var settings = map[string]string{}
