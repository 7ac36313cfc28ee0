// The command shopctl asks the shop one question and ends.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"

	"github.com/respvet/respvet/testdata/shopclient/internal/shop"
)

func main() {
	base := flag.String("base", "http://localhost:8080", "address of the shop")
	flag.Parse()
	if err := run(context.Background(), *base, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "shopctl:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, base string, args []string) error {
	if len(args) == 0 {
		return errors.New("what is to be done?")
	}
	switch args[0] {
	case "parts":
		parts, err := shop.New(base, os.Getenv("SHOP_TOKEN")).Parts(ctx)
		if err != nil {
			return err
		}
		for _, p := range parts {
			fmt.Println(p.ID, p.Name)
		}
		return nil
	case "status":
		return status(base)
	case "dump":
		return dump(base, os.Stdout)
	}
	return fmt.Errorf("%s: no such command", args[0])
}

func status(base string) error {
	resp, err := http.Get(base + "/status") // ok: who ran it runs it again
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("status: %s", resp.Status)
	}
	_, err = io.Copy(os.Stdout, resp.Body)
	return err
}

func dump(base string, w io.Writer) error {
	resp, err := http.Get(base + "/dump") // BAD(uncheckedstatus): a backup that holds an error's message
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(w, resp.Body)
	return err
}
