// Package store reads lists from a database, and passes on what it gets of others.
package store

import (
	"database/sql"
	"net/http"
)

type Row struct{ ID string }
type DB struct{ *sql.DB }

func (d DB) List() ([]Row, error) {
	rows, err := d.Query("select id from t")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []Row
	for rows.Next() {
		var r Row
		if err := rows.Scan(&r.ID); err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, rows.Err()
}
func (d DB) List2() ([]Row, error) {
	rows, err := d.Query("select id from t")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out := []Row{}
	for rows.Next() {
		var r Row
		if err := rows.Scan(&r.ID); err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	return out, nil
}
func (d DB) List3() ([]*Row, error) {
	rows, err := d.Query("select id from t")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []*Row
	for rows.Next() {
		r := new(Row)
		if err := rows.Scan(&r.ID); err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	return out, nil
}
func (d DB) List4() (out []Row, err error) {
	rows, err := d.Query("select id from t")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var r Row
		if err = rows.Scan(&r.ID); err != nil {
			return
		}
		out = append(out, r)
	}
	err = rows.Err()
	return
}

func Fetch(u string) (*http.Response, error) { return http.Get(u) }
func Fetch2(u string) (*http.Response, error) {
	resp, err := http.Get(u)
	if err != nil {
		return nil, err
	}
	return resp, nil
}
