package client

import (
	"context"
	"errors"
	"syscall/js"
)

// errFetch says that the browser got no answer; it does not tell why.
var errFetch = errors.New("no answer")

// HTTPClient is nothing in a browser, which makes requests by itself.
type HTTPClient struct{}

// exchange makes one request with the browser's own fetch. The standard library's
// would take all of its TLS along. The browser says where the request comes from.
func (s *Server) exchange(ctx context.Context, r request) (answered, error) {
	abort := js.Global().Get("AbortController").New()
	header := map[string]any{}
	for name, value := range r.header {
		header[name] = value
	}
	init := map[string]any{
		"method": r.method, "headers": header, "signal": abort.Get("signal"),
		"credentials": "omit", "cache": "no-store", "redirect": "error", "referrerPolicy": "no-referrer",
	}
	if r.body != nil {
		body := js.Global().Get("Uint8Array").New(len(r.body))
		js.CopyBytesToJS(body, r.body)
		init["body"] = body
	}
	resp, err := awaited(ctx, js.Global().Call("fetch", r.url, init), abort)
	if err != nil {
		return answered{}, err
	}
	buffer, err := awaited(ctx, resp.Call("arrayBuffer"), abort)
	if err != nil {
		return answered{}, err
	}
	array := js.Global().Get("Uint8Array").New(buffer)
	got := answered{status: resp.Get("status").Int(), body: make([]byte, array.Length())}
	js.CopyBytesToGo(got.body, array)
	if media := resp.Get("headers").Call("get", "Content-Type"); media.Type() == js.TypeString {
		got.media = media.String()
	}
	return got, nil
}

// awaited waits for a promise; when ctx ends first the request is aborted, and
// the promise then fails.
func awaited(ctx context.Context, promise, abort js.Value) (js.Value, error) {
	type outcome struct {
		value js.Value
		err   error
	}
	done := make(chan outcome, 1)
	ok := js.FuncOf(func(_ js.Value, args []js.Value) any {
		done <- outcome{value: args[0]}
		return nil
	})
	defer ok.Release()
	failed := js.FuncOf(func(js.Value, []js.Value) any {
		done <- outcome{err: errFetch}
		return nil
	})
	defer failed.Release()
	promise.Call("then", ok, failed)
	select {
	case o := <-done:
		return o.value, o.err
	case <-ctx.Done():
		abort.Call("abort")
		<-done
		return js.Value{}, ctx.Err()
	}
}
