package stencil

import (
	"fmt"
	"reflect"
	"text/template/parse"
)

// path leads from "." or "$" to a field of it.
type path struct {
	root   bool
	fields []int // each a field of what the one before led to
	kind   reflect.Type
}

// from follows the path. A pointer on the way that is nil panics, where
// text/template would give up in the middle of the page as well.
func (p *path) from(dot, root reflect.Value) reflect.Value {
	v := dot
	if p.root {
		v = root
	}
	for _, i := range p.fields {
		if v.Kind() == reflect.Pointer {
			v = v.Elem()
		}
		v = v.Field(i)
	}
	return v
}

// find resolves ".", "$", ".A.B" or "$.A.B" against the types they stand for.
func find(arg parse.Node, dot, root reflect.Type) (*path, error) {
	var names []string
	p := &path{kind: dot}
	switch n := arg.(type) {
	case *parse.DotNode:
	case *parse.FieldNode:
		names = n.Ident
	case *parse.VariableNode:
		if n.Ident[0] != "$" {
			return nil, beyond(n)
		}
		p.root, p.kind, names = true, root, n.Ident[1:]
	default:
		return nil, beyond(arg)
	}
	if p.kind == nil {
		return nil, fmt.Errorf("%s: nothing was handed on here", arg)
	}
	for _, name := range names {
		if p.kind.Kind() == reflect.Pointer {
			p.kind = p.kind.Elem()
		}
		if p.kind.Kind() != reflect.Struct || hasMethod(p.kind, name) {
			return nil, beyond(arg)
		}
		f, ok := p.kind.FieldByName(name)
		if !ok || !f.IsExported() {
			return nil, fmt.Errorf("%s: %s has no field %s", arg, p.kind, name)
		}
		p.fields, p.kind = append(p.fields, f.Index...), f.Type
	}
	return p, nil
}

func hasMethod(kind reflect.Type, name string) bool {
	_, ok := reflect.PointerTo(kind).MethodByName(name)
	return ok
}

// truth is how {{if}} sees a type: as text/template does.
func truth(kind reflect.Type) (func(reflect.Value) bool, error) {
	switch kind.Kind() {
	case reflect.Bool:
		return reflect.Value.Bool, nil
	case reflect.String, reflect.Slice:
		return func(v reflect.Value) bool { return v.Len() > 0 }, nil
	case reflect.Int, reflect.Int64:
		return func(v reflect.Value) bool { return v.Int() != 0 }, nil
	case reflect.Pointer:
		return func(v reflect.Value) bool { return !v.IsNil() }, nil
	}
	return nil, beyond(kind)
}
