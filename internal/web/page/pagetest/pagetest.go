// Package pagetest helps to test that every branch of every template renders, so
// that a field that is misspelt in one cannot wait for the visitor who needs it.
package pagetest

import (
	"html/template"
	"io"
	"reflect"
	"strings"
	"testing"
)

// EveryBranch renders a view that is empty and one in which every field has a value.
// view is a pointer to a model, which is filled in.
func EveryBranch(t *testing.T, name string, view any, render func(w io.Writer) error) {
	t.Helper()
	var empty, full strings.Builder
	if err := render(&empty); err != nil {
		t.Error(err)
	}
	FillIn(view)
	if err := render(&full); err != nil {
		t.Error(err)
	}
	if strings.Contains(full.String(), "<no value>") || full.Len() <= empty.Len() {
		t.Errorf("%s:\n%s", name, full.String())
	}
	if _, err := template.New("").Parse(full.String()); err != nil || strings.Contains(full.String(), "{{") {
		t.Errorf("%s: an action is left over", name)
	}
}

// FillIn gives every field of a view a value; view is a pointer to a model.
func FillIn(view any) { fillIn(reflect.ValueOf(view).Elem()) }

func fillIn(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString("<&'\">")
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int64:
		v.SetInt(1)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fillIn(v.Elem())
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range v.Len() {
			fillIn(v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			fillIn(v.Field(i))
		}
	}
}
