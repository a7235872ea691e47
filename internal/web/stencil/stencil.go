// Package stencil runs templates that html/template has made safe, without what
// makes text/template slow: names that are looked up, and functions that are
// called, by reflection at every page.
//
// html/template still decides which escaper each place of a page needs; it writes
// them into the parsed template. A stencil is made of that, for one type of data,
// once at start. What it does not understand is an error then, and so is a field
// that the type does not have, in every branch there is.
package stencil

import (
	"bytes"
	"html/template"
	"io"
	"reflect"
)

// Stencil is a template that is ready to run on one type of data.
type Stencil struct{ body block }

// Cutter makes stencils.
type Cutter struct{ places []*place }

// NewCutter readies what all stencils share.
func NewCutter() (*Cutter, error) {
	c := &Cutter{}
	for _, text := range places {
		p, err := newPlace(text)
		if err != nil {
			return nil, err
		}
		c.places = append(c.places, p)
	}
	return c, nil
}

// Cut makes a stencil of a template for data of a type.
func (c *Cutter) Cut(t *template.Template, data any) (*Stencil, error) {
	if err := t.Execute(io.Discard, data); err != nil { // now html/template has seen to the escaping
		return nil, err
	}
	kind := reflect.TypeOf(data)
	body, err := (&compiler{cutter: c, set: t, made: map[unit]*block{}}).template(t.Name(), kind)
	if err != nil {
		return nil, err
	}
	return &Stencil{body: *body}, nil
}

// Execute writes the template, filled in with data of the stencil's type.
func (s *Stencil) Execute(out *bytes.Buffer, data any) {
	v := reflect.ValueOf(data)
	s.body.run(out, v, v)
}

// step writes a part of the page. dot and root are what "." and "$" stand for.
type step func(out *bytes.Buffer, dot, root reflect.Value)

// block is steps one after the other.
type block []step

func (b block) run(out *bytes.Buffer, dot, root reflect.Value) {
	for _, s := range b {
		s(out, dot, root)
	}
}

func words(text []byte) step {
	return func(out *bytes.Buffer, _, _ reflect.Value) { out.Write(text) }
}

// choose is {{if}}, or with follow {{with}}.
func choose(at *path, holds func(reflect.Value) bool, follow bool, then, otherwise block) step {
	return func(out *bytes.Buffer, dot, root reflect.Value) {
		v := at.from(dot, root)
		switch {
		case !holds(v):
			otherwise.run(out, dot, root)
		case follow:
			then.run(out, v, root)
		default:
			then.run(out, dot, root)
		}
	}
}

// repeat is {{range}} over a slice.
func repeat(at *path, each, none block) step {
	return func(out *bytes.Buffer, dot, root reflect.Value) {
		list := at.from(dot, root)
		n := list.Len()
		if n == 0 {
			none.run(out, dot, root)
		}
		for i := range n {
			each.run(out, list.Index(i), root)
		}
	}
}

// include is {{template}}: what it is given is both dot and root inside.
func include(at *path, body *block) step {
	return func(out *bytes.Buffer, dot, root reflect.Value) {
		var v reflect.Value
		if at != nil {
			v = at.from(dot, root)
		}
		body.run(out, v, v)
	}
}
