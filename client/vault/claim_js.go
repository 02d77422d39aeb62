package vault

import (
	"context"
	"syscall/js"
)

// claimName is the Web Lock that the tab with the keys holds.
const claimName = "casusoverleg-vault"

// Claim is the right of one tab to the vault: two with the same keys would sign
// two histories. It lasts until Lost is closed, or the tab is.
type Claim struct {
	lost chan struct{} // closed when another tab took it
}

// Lost is closed when another tab took the claim.
func (c *Claim) Lost() <-chan struct{} { return c.lost }

// TryClaim claims the vault unless another tab has it; then it returns nil.
func TryClaim() (*Claim, error) { return claim(map[string]any{"ifAvailable": true}) }

// WaitForClaim claims the vault as soon as no other tab has it. Whoever stops waiting
// ends ctx: the browser would give the vault to a request that nobody waits for.
func WaitForClaim(ctx context.Context) (*Claim, error) {
	abort := js.Global().Get("AbortController").New()
	defer context.AfterFunc(ctx, func() { abort.Call("abort") })()
	return claim(map[string]any{"signal": abort.Get("signal")})
}

// TakeClaim claims the vault away from the tab that has it.
func TakeClaim() (*Claim, error) { return claim(map[string]any{"steal": true}) }

// claim asks for the lock; the browser calls back with it, and it is held as long
// as the promise that the callback gives is open: for ever, here.
func claim(options map[string]any) (*Claim, error) {
	locks := js.Global().Get("navigator").Get("locks")
	if locks.Type() != js.TypeObject {
		return nil, ErrBrowser
	}
	granted := make(chan bool, 1)
	c := &Claim{lost: make(chan struct{})}
	never := js.FuncOf(func(js.Value, []js.Value) any { return nil })
	got := js.FuncOf(func(_ js.Value, args []js.Value) any {
		if first(args).IsNull() {
			granted <- false
			return nil
		}
		granted <- true
		return js.Global().Get("Promise").New(never)
	})
	ended := make(chan error, 1)
	request, err := try(func() js.Value { return locks.Call("request", claimName, options, got) })
	if err != nil {
		return nil, err
	}
	go func() {
		_, err := await(request)
		got.Release()
		never.Release()
		close(c.lost)
		ended <- err
	}()
	select {
	case ok := <-granted:
		if !ok {
			return nil, nil
		}
		return c, nil
	case err := <-ended:
		return nil, err
	}
}
