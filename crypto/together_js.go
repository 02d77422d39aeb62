package crypto

import (
	"sync"
	"syscall/js"
)

// verifyBeside has the browser check signatures (Web Cryptography, Ed25519: the same
// check as that of the standard library, RFC 8032 5.1.7). Only its yes is taken. It
// returns nil where the browser has no Ed25519, and everything is still to be checked.
func verifyBeside(claimed []Claimed) []bool {
	subtle := js.Global().Get("crypto").Get("subtle")
	if subtle.Type() != js.TypeObject {
		return nil
	}
	b := &beside{subtle: subtle, keys: map[VerifyKey]js.Value{}, right: make([]bool, len(claimed))}
	for _, c := range claimed {
		if _, ok := b.keys[c.Key]; !ok && !c.Key.weak() {
			b.keys[c.Key] = js.Value{}
			b.wait(subtle.Call("importKey", "raw", array(c.Key[:]), "Ed25519", false, []any{"verify"}),
				func(key js.Value) { b.keys[c.Key] = key })
		}
	}
	b.done.Wait()
	for i, c := range claimed {
		if key := b.keys[c.Key]; key.Type() == js.TypeObject {
			b.wait(subtle.Call("verify", "Ed25519", key, array(c.Signature[:]), array(c.Message)),
				func(is js.Value) { b.right[i] = is.Type() == js.TypeBoolean && is.Bool() })
		}
	}
	b.done.Wait()
	return b.right
}

// beside is what is asked of the browser at once.
type beside struct {
	// static
	subtle js.Value

	done sync.WaitGroup // of what was asked

	// by the browser's one thread, until done
	keys  map[VerifyKey]js.Value
	right []bool
}

// wait hands on what a promise comes to; what it fails with, and why, is no matter.
func (b *beside) wait(promise js.Value, got func(js.Value)) {
	b.done.Add(1)
	var ok, failed js.Func
	end := func() {
		ok.Release()
		failed.Release()
		b.done.Done()
	}
	ok = js.FuncOf(func(_ js.Value, args []js.Value) any {
		got(args[0])
		end()
		return nil
	})
	failed = js.FuncOf(func(js.Value, []js.Value) any {
		end()
		return nil
	})
	promise.Call("then", ok, failed)
}

func array(b []byte) js.Value {
	a := js.Global().Get("Uint8Array").New(len(b))
	js.CopyBytesToJS(a, b)
	return a
}
