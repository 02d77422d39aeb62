package page

import (
	"encoding/json"
	"fmt"
	"net/http"
	"reflect"
	"regexp"
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/client/vault"
	"casusoverleg/crypto/fuzztest"
)

// nobody is a network on which nothing is found.
type nobody struct{}

func (nobody) RoundTrip(r *http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: http.StatusNotFound, Body: http.NoBody, Request: r}, nil
}

// fieldName is how a field of a request may be named in an answer.
var fieldName = regexp.MustCompile(`^[a-z_.0-9]{0,64}$`)

// Whatever a page asks, it gets one answer with the number it gave, which is an answer
// of the contract and repeats nothing of what was asked.
func FuzzAnswer(f *testing.F) {
	desk := New(Options{Origin: "https://overleg.example.nl", HTTP: &http.Client{Transport: nobody{}}, Vault: vault.NewMemory(), Tell: func([]byte) {}})
	f.Cleanup(desk.Close)
	for i, v := range Verbs() {
		ask, err := json.Marshal(reflect.Zero(v.Ask).Interface())
		require.NoError(f, err)
		fields := ""
		if inner := string(ask[1 : len(ask)-1]); inner != "" {
			fields = "," + inner
		}
		f.Add(fmt.Appendf(nil, `{"id":%d,"do":%q%s}`, i, v.Do, fields))
	}
	for _, seed := range []string{
		"", "null", "[]", "{}", `{"id":-1,"do":"join"}`, `{"id":1e400,"do":"join"}`, `{"id":1,"do":"join","do":"leave"}`,
		`{"id":1,"do":"look","link":"https://overleg.example.nl/join#a.b.c"}`, `{"id":1,"DO":"join"}`, `{"id":1,"do":"contribute","text":{"a":["geheim"]}}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, request []byte) {
		var raw []byte
		fuzztest.Bounded(t, len(request), func() { raw = desk.Answer(request) })
		var reply struct {
			ID      uint64          `json:"id"`
			OK      json.RawMessage `json:"ok"`
			Refusal *Refusal        `json:"refusal"`
			Problem *Problem        `json:"problem"`
		}
		require.NoError(t, json.Unmarshal(raw, &reply))
		given := 0
		for _, there := range []bool{reply.OK != nil, reply.Refusal != nil, reply.Problem != nil} {
			if there {
				given++
			}
		}
		require.Equal(t, 1, given, "one answer")
		var asked struct {
			ID uint64 `json:"id"`
		}
		if json.Unmarshal(request, &asked) == nil {
			require.Equal(t, asked.ID, reply.ID)
		}
		if reply.Problem != nil {
			require.Contains(t, sentences, reply.Problem.Code)
			require.Equal(t, sentences[reply.Problem.Code], reply.Problem.Sentence)
			require.Regexp(t, fieldName, reply.Problem.Field)
		}
	})
}
