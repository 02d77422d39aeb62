package room_test

import (
	"fmt"
	"reflect"
)

// same says whether two things are the same, all the way down, and where not.
func same(a, b any) error {
	if reflect.DeepEqual(a, b) {
		return nil
	}
	return fmt.Errorf("%s", differs(reflect.ValueOf(a), reflect.ValueOf(b), map[[2]uintptr]bool{}))
}

// differs is the way to the first thing that differs, and how; "" where nothing does.
// seen are the pairs of pointers that it is at already.
func differs(a, b reflect.Value, seen map[[2]uintptr]bool) string {
	if !a.IsValid() || !b.IsValid() || a.Kind() != b.Kind() {
		return fmt.Sprintf(": %v and %v", a, b)
	}
	switch a.Kind() {
	case reflect.Pointer, reflect.Interface:
		if a.IsNil() && b.IsNil() {
			return ""
		}
		if a.IsNil() || b.IsNil() {
			break
		}
		if a.Kind() == reflect.Pointer {
			pair := [2]uintptr{a.Pointer(), b.Pointer()}
			if seen[pair] {
				return ""
			}
			seen[pair] = true
		}
		return differs(a.Elem(), b.Elem(), seen)
	case reflect.Struct:
		for i := range a.NumField() {
			if how := differs(a.Field(i), b.Field(i), seen); how != "" {
				return "." + a.Type().Field(i).Name + how
			}
		}
		return ""
	case reflect.Slice, reflect.Array:
		if a.Kind() == reflect.Slice && (a.IsNil() != b.IsNil() || a.Len() != b.Len()) {
			break
		}
		for i := range a.Len() {
			if how := differs(a.Index(i), b.Index(i), seen); how != "" {
				return fmt.Sprintf("[%d]%s", i, how)
			}
		}
		return ""
	case reflect.Map:
		if a.IsNil() != b.IsNil() || a.Len() != b.Len() {
			break
		}
		if a.Pointer() == b.Pointer() {
			return ""
		}
		for _, k := range a.MapKeys() {
			if how := differs(a.MapIndex(k), b.MapIndex(k), seen); how != "" {
				return fmt.Sprintf("[%v]%s", k, how)
			}
		}
		return ""
	case reflect.Func:
		if a.Pointer() == b.Pointer() {
			return ""
		}
	default:
		if a.Equal(b) {
			return ""
		}
	}
	return fmt.Sprintf(": %v and %v", a, b)
}
