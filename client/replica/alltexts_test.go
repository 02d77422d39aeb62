package replica

import (
	"reflect"
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/room"
)

// Every sealed text that a view can hold is one that stands: a text that is left
// out is forgotten when something else is taken back, and never asked for.
func TestNoTextOfAViewIsLeftOut(t *testing.T) {
	var v room.View
	held := map[*room.SealedView]string{}
	fill(reflect.ValueOf(&v).Elem(), "View", held)
	require.Greater(t, len(held), 15)
	for _, text := range texts(v) {
		_, ok := held[text]
		require.True(t, ok, "twice")
		delete(held, text)
	}
	require.Empty(t, held)
}

// fill gives a value, and whatever is in it, one of everything it can hold.
func fill(v reflect.Value, path string, held map[*room.SealedView]string) {
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		if text, ok := v.Interface().(*room.SealedView); ok {
			held[text] = path
			return
		}
		fill(v.Elem(), path, held)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0), path, held)
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() {
				fill(v.Field(i), path+"."+f.Name, held)
			}
		}
	}
}
