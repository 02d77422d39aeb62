// Package page is what the page in a browser asks of the core and is told by it:
// the types of the contract, and a [Desk] that answers.
//
// The core runs in one worker and holds every key. The page sends a request,
// {id, do, …}, and gets one answer with the same id: {id, ok}, {id, refusal} or
// {id, problem}; beside that it is told events. All of it is JSON, and all of it
// is what a person may see: a key, token or file of the server is never in it.
// The one secret that passes is the link by which somebody comes in, since it
// arrives in the page's own address.
//
// The TypeScript types in client/web/src/core/contract.ts are made from the types
// here; a test holds the two together. This package runs anywhere; what is the
// browser's own is in client/wasm.
package page
