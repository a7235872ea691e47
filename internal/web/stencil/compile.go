package stencil

import (
	"errors"
	"fmt"
	"html/template"
	"reflect"
	"slices"
	"strings"
	"text/template/parse"
)

// ErrBeyond is the error for what html/template knows and a stencil does not.
var ErrBeyond = errors.New("a stencil does not understand this")

func beyond(n fmt.Stringer) error { return fmt.Errorf("%w: %s", ErrBeyond, n) }

// unit is a template and the type it is given; nil for nothing.
type unit struct {
	name string
	data reflect.Type
}

type compiler struct {
	cutter *Cutter
	set    *template.Template
	made   map[unit]*block
}

// scope is the types that "." and "$" stand for.
type scope struct{ dot, root reflect.Type }

func (c *compiler) template(name string, data reflect.Type) (*block, error) {
	u := unit{name, data}
	if b, ok := c.made[u]; ok {
		return b, nil
	}
	t := c.set.Lookup(name)
	if t == nil || t.Tree == nil { // html/template keeps to itself what it makes for other places than plain text
		return nil, fmt.Errorf("%w: template %q", ErrBeyond, name)
	}
	b := new(block)
	c.made[u] = b // before its body is made: it may include itself
	body, err := c.list(t.Tree.Root, scope{data, data})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	*b = body
	return b, nil
}

// list compiles nodes, with words that follow each other made into one.
func (c *compiler) list(list *parse.ListNode, s scope) (block, error) {
	if list == nil {
		return nil, nil
	}
	var b block
	for i := 0; i < len(list.Nodes); i++ {
		var text []byte
		for ; i < len(list.Nodes); i++ {
			n, ok := list.Nodes[i].(*parse.TextNode)
			if !ok {
				break
			}
			text = append(text, n.Text...)
		}
		if len(text) > 0 {
			b = append(b, words(slices.Clip(text)))
		}
		if i == len(list.Nodes) {
			break
		}
		next, err := c.node(list.Nodes[i], s)
		if err != nil {
			return nil, err
		}
		b = append(b, next)
	}
	return b, nil
}

func (c *compiler) node(node parse.Node, s scope) (step, error) {
	switch n := node.(type) {
	case *parse.ActionNode:
		return c.action(n, s)
	case *parse.IfNode:
		return c.choose(&n.BranchNode, s, false)
	case *parse.WithNode:
		return c.choose(&n.BranchNode, s, true)
	case *parse.RangeNode:
		return c.repeat(&n.BranchNode, s)
	case *parse.TemplateNode:
		return c.include(n, s)
	}
	return nil, beyond(node)
}

// action is {{.Field}}, which html/template has led through its escapers.
func (c *compiler) action(n *parse.ActionNode, s scope) (step, error) {
	if len(n.Pipe.Decl) > 0 || len(n.Pipe.Cmds) < 2 || len(n.Pipe.Cmds[0].Args) != 1 {
		return nil, beyond(n)
	}
	at, err := find(n.Pipe.Cmds[0].Args[0], s.dot, s.root)
	if err != nil {
		return nil, err
	}
	write, err := c.cutter.escaped(at, chain(n.Pipe))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", n, err)
	}
	return write, nil
}

// chain names the escapers of a pipeline in order.
func chain(p *parse.PipeNode) string {
	names := make([]string, 0, len(p.Cmds)-1)
	for _, cmd := range p.Cmds[1:] {
		names = append(names, cmd.String())
	}
	return strings.Join(names, " ")
}

func (c *compiler) choose(n *parse.BranchNode, s scope, follow bool) (step, error) {
	at, not, err := condition(n.Pipe, s)
	if err != nil {
		return nil, err
	}
	holds, err := truth(at.kind)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", n.Pipe, err)
	}
	inside := s
	if follow {
		inside.dot = at.kind
	}
	then, err := c.list(n.List, inside)
	if err != nil {
		return nil, err
	}
	otherwise, err := c.list(n.ElseList, s)
	if err != nil {
		return nil, err
	}
	if !not {
		return choose(at, holds, follow, then, otherwise), nil
	}
	if follow {
		return nil, beyond(n.Pipe)
	}
	return choose(at, holds, false, otherwise, then), nil
}

// condition is a field, or "not" and a field.
func condition(p *parse.PipeNode, s scope) (at *path, not bool, err error) {
	if len(p.Decl) > 0 || len(p.Cmds) != 1 {
		return nil, false, beyond(p)
	}
	args := p.Cmds[0].Args
	if name, ok := args[0].(*parse.IdentifierNode); ok && name.Ident == "not" {
		not, args = true, args[1:]
	}
	if len(args) != 1 {
		return nil, false, beyond(p)
	}
	at, err = find(args[0], s.dot, s.root)
	return at, not, err
}

func (c *compiler) repeat(n *parse.BranchNode, s scope) (step, error) {
	at, not, err := condition(n.Pipe, s)
	if err != nil {
		return nil, err
	}
	if not || at.kind.Kind() != reflect.Slice {
		return nil, beyond(n.Pipe)
	}
	each, err := c.list(n.List, scope{dot: at.kind.Elem(), root: s.root})
	if err != nil {
		return nil, err
	}
	none, err := c.list(n.ElseList, s)
	if err != nil {
		return nil, err
	}
	return repeat(at, each, none), nil
}

func (c *compiler) include(n *parse.TemplateNode, s scope) (step, error) {
	if n.Pipe == nil {
		body, err := c.template(n.Name, nil)
		return include(nil, body), err
	}
	at, not, err := condition(n.Pipe, s)
	if err != nil {
		return nil, err
	}
	if not {
		return nil, beyond(n)
	}
	body, err := c.template(n.Name, at.kind)
	return include(at, body), err
}
