// Package noretrymany notifies, by a request of its own for each way, and none is made twice.
package noretrymany

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
)

type notifier struct {
	client *http.Client
	Reply  string
}

func (n *notifier) mail(to string) error {
	resp, err := n.client.Get("https://mail.example/send?to=" + url.QueryEscape(to)) // want `^6 requests of this package are not retried after a 429 or 503; -noretry.each lists them \(noretry\)$`
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 300 {
		return fmt.Errorf("mail: %s", resp.Status)
	}
	return json.NewDecoder(resp.Body).Decode(n)
}

func (n *notifier) chat(room string) error {
	resp, err := n.client.Get("https://chat.example/rooms/" + url.PathEscape(room))
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("chat: %d", resp.StatusCode)
	}
	return json.NewDecoder(resp.Body).Decode(n)
}

func (n *notifier) push(body []byte) error {
	resp, err := n.client.Post("https://push.example/", "application/json", bytes.NewReader(body))
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusAccepted {
		return fmt.Errorf("push: %s", resp.Status)
	}
	return nil
}

func (n *notifier) page(body []byte) error {
	req, err := http.NewRequest(http.MethodPut, "https://page.example/", bytes.NewReader(body))
	if err != nil {
		return err
	}
	resp, err := n.client.Do(req)
	if err != nil {
		return fmt.Errorf("page: %w", err)
	}
	defer resp.Body.Close()
	if resp.StatusCode/100 != 2 {
		return fmt.Errorf("page: %s", resp.Status)
	}
	return nil
}

func (n *notifier) hook(address string) error {
	resp, err := n.client.Get(address)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("hook: %s", resp.Status)
	}
	return json.NewDecoder(resp.Body).Decode(n)
}

func (n *notifier) text(number string) error {
	resp, err := n.client.PostForm("https://text.example/", url.Values{"number": {number}})
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("text: %s", resp.Status)
	}
	return nil
}
