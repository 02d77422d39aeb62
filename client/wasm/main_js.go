// Command wasm is the core in a browser: a dedicated worker that holds every key
// and answers the page. It converts and does nothing else; see package page for
// what is said.
//
// Messages are JSON texts. The page posts requests, each with an id; the worker
// posts one reply for each, and events.
package main

import (
	"context"
	"runtime/debug"
	"syscall/js"

	"casusoverleg/client/page"
	"casusoverleg/client/vault"
)

// heapGrowth is by how many percent the heap grows before garbage is collected. There is
// one thread: nothing else goes on meanwhile, and a core's live heap is a few megabytes.
const heapGrowth = 300

// It lasts until another tab takes the keys: then it says so and serves no more, and the
// page ends the worker, with everything that it has in memory.
func main() {
	debug.SetGCPercent(heapGrowth)
	w := newWorker()
	claim, err := w.claimed()
	if err != nil {
		w.refuseAll(page.ProblemStorage)
		return
	}
	w.serve(claim)
	w.refuseAll(page.ProblemElsewhere)
}

// worker is the page's side of the conversation.
type worker struct {
	// static
	scope    js.Value
	requests chan []byte // from the page, in order
}

// newWorker begins to take requests, and says so.
func newWorker() *worker {
	w := &worker{scope: js.Global(), requests: make(chan []byte, maxWaiting)}
	w.scope.Call("addEventListener", "message", js.FuncOf(func(_ js.Value, args []js.Value) any {
		request := []byte(args[0].Get("data").String())
		select {
		case w.requests <- request:
		default: // nobody presses that often
			_, reply := page.Refuse(request, page.ProblemCore)
			w.tell(reply)
		}
		return nil
	}))
	w.tell([]byte(`{"event":"ready"}`))
	return w
}

// maxWaiting is how many requests may wait to be looked at.
const maxWaiting = 256

func (w *worker) tell(message []byte) { w.scope.Call("postMessage", string(message)) }

// claimed returns when this tab has the keys; until then every request is
// answered that another has, and take_here takes them.
func (w *worker) claimed() (*vault.Claim, error) {
	claim, err := vault.TryClaim()
	if claim != nil || err != nil {
		return claim, err
	}
	w.tell(page.Elsewhere())
	type outcome struct {
		claim *vault.Claim
		err   error
	}
	waiting, leave := context.WithCancel(context.Background())
	defer leave()
	got := make(chan outcome, 1)
	go func() {
		claim, err := vault.WaitForClaim(waiting)
		got <- outcome{claim, err}
	}()
	for {
		select {
		case o := <-got:
			return o.claim, o.err
		case request := <-w.requests:
			do, reply := page.Refuse(request, page.ProblemElsewhere)
			if do != "take_here" {
				w.tell(reply)
				continue
			}
			leave()
			o := <-got
			if o.claim == nil { // it had not come by itself meanwhile
				o.claim, o.err = vault.TakeClaim()
			}
			w.tell(page.Done(request))
			return o.claim, o.err
		}
	}
}

// serve answers the page as long as this tab has the keys.
func (w *worker) serve(claim *vault.Claim) {
	store, err := vault.OpenBrowser()
	if err != nil {
		w.refuseAll(page.ProblemStorage)
	}
	desk := page.New(page.Options{Origin: w.scope.Get("location").Get("origin").String(), Vault: store, Tell: w.tell})
	for {
		select {
		case request := <-w.requests:
			go func() { w.tell(desk.Answer(request)) }()
		case <-claim.Lost():
			w.tell([]byte(`{"event":"lost"}`))
			desk.Close()
			store.Close()
			return
		}
	}
}

// refuseAll answers everything with one problem: nothing can be done here.
func (w *worker) refuseAll(code page.ProblemCode) {
	for request := range w.requests {
		_, reply := page.Refuse(request, code)
		w.tell(reply)
	}
}
