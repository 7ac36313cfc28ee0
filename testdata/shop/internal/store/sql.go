package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
)

// SQL is a store in a PostgreSQL-like database, one JSON document a row.
type SQL struct {
	db *sql.DB
}

var _ Store = (*SQL)(nil)

// NewSQL returns a store in a database that has the table
// documents(kind, key, owner, body).
func NewSQL(db *sql.DB) *SQL { return &SQL{db: db} }

func load[T any](ctx context.Context, s *SQL, kind, key string) (T, error) {
	var (
		v    T
		body []byte
	)
	row := s.db.QueryRowContext(ctx, `SELECT body FROM documents WHERE kind = $1 AND key = $2`, kind, key)
	if err := row.Scan(&body); err != nil {
		if errors.Is(err, sql.ErrNoRows) {
			err = ErrNotFound
		}
		return v, fmt.Errorf("load %s %q: %w", kind, key, err)
	}
	if err := json.Unmarshal(body, &v); err != nil {
		return v, fmt.Errorf("decode %s %q: %w", kind, key, err)
	}
	return v, nil
}

func loadAll[T any](ctx context.Context, s *SQL, kind, owner string, limit int) ([]T, error) {
	rows, err := s.db.QueryContext(ctx, `SELECT body FROM documents WHERE kind = $1 AND owner = $2 ORDER BY key LIMIT $3`, kind, owner, limit)
	if err != nil {
		return nil, fmt.Errorf("list %s: %w", kind, err)
	}
	defer rows.Close()
	all := []T{}
	for rows.Next() {
		var (
			v    T
			body []byte
		)
		if err := rows.Scan(&body); err != nil {
			return nil, fmt.Errorf("list %s: %w", kind, err)
		}
		if err := json.Unmarshal(body, &v); err != nil {
			return nil, fmt.Errorf("decode %s: %w", kind, err)
		}
		all = append(all, v)
	}
	return all, rows.Err()
}

func (s *SQL) save(ctx context.Context, kind, key, owner string, v any, replace bool) error {
	body, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("encode %s %q: %w", kind, key, err)
	}
	query := `INSERT INTO documents (kind, key, owner, body) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`
	if replace {
		query = `INSERT INTO documents (kind, key, owner, body) VALUES ($1, $2, $3, $4) ON CONFLICT (kind, key) DO UPDATE SET body = $4`
	}
	res, err := s.db.ExecContext(ctx, query, kind, key, owner, body)
	if err != nil {
		return fmt.Errorf("save %s %q: %w", kind, key, err)
	}
	if n, err := res.RowsAffected(); err == nil && n == 0 {
		return fmt.Errorf("save %s %q: %w", kind, key, ErrExists)
	}
	return nil
}

func (s *SQL) drop(ctx context.Context, kind, key string) error {
	res, err := s.db.ExecContext(ctx, `DELETE FROM documents WHERE kind = $1 AND key = $2`, kind, key)
	if err != nil {
		return fmt.Errorf("drop %s %q: %w", kind, key, err)
	}
	if n, err := res.RowsAffected(); err == nil && n == 0 {
		return fmt.Errorf("drop %s %q: %w", kind, key, ErrNotFound)
	}
	return nil
}

// Products returns the first products by their number.
func (s *SQL) Products(ctx context.Context, limit int) ([]Product, error) {
	return loadAll[Product](ctx, s, "product", "", limit)
}

// Product returns a product.
func (s *SQL) Product(ctx context.Context, sku string) (Product, error) {
	return load[Product](ctx, s, "product", sku)
}

// AddProduct adds a product.
func (s *SQL) AddProduct(ctx context.Context, p Product) error {
	return s.save(ctx, "product", p.SKU, "", p, false)
}

// DropProduct removes a product.
func (s *SQL) DropProduct(ctx context.Context, sku string) error { return s.drop(ctx, "product", sku) }

// Customer returns a customer.
func (s *SQL) Customer(ctx context.Context, id string) (Customer, error) {
	return load[Customer](ctx, s, "customer", id)
}

// AddCustomer adds a customer.
func (s *SQL) AddCustomer(ctx context.Context, c Customer) error {
	return s.save(ctx, "customer", c.ID, "", c, false)
}

// DropCustomer removes a customer.
func (s *SQL) DropCustomer(ctx context.Context, id string) error { return s.drop(ctx, "customer", id) }

// Cart returns a cart.
func (s *SQL) Cart(ctx context.Context, id string) (Cart, error) {
	return load[Cart](ctx, s, "cart", id)
}

// SaveCart adds or replaces a cart.
func (s *SQL) SaveCart(ctx context.Context, c Cart) error {
	return s.save(ctx, "cart", c.ID, "", c, true)
}

// Orders returns a customer's orders by their number.
func (s *SQL) Orders(ctx context.Context, customer string) ([]Order, error) {
	return loadAll[Order](ctx, s, "order", customer, 1000)
}

// Order returns an order.
func (s *SQL) Order(ctx context.Context, id string) (Order, error) {
	return load[Order](ctx, s, "order", id)
}

// SaveOrder adds or replaces an order.
func (s *SQL) SaveOrder(ctx context.Context, o Order) error {
	return s.save(ctx, "order", o.ID, o.Customer, o, true)
}

// Ping asks the database whether it is there.
func (s *SQL) Ping(ctx context.Context) error { return s.db.PingContext(ctx) }
