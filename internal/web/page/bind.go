package page

import (
	"fmt"
	"html"
	"strings"
	"text/template/parse"

	"simpanbudi/internal/i18n"
)

// binding writes what is the same in every page of a language into the parsed
// template, so that it costs nothing when the page is rendered:
//
//	{{t "loans.title"}}      a text that takes no arguments
//	{{asset "css/site.css"}} the path of a static file
//	{{icon "check"}}         a symbol of static/icons/lucide.svg, for the eye only
//	{{deskicon "undo"}}      a symbol of static/icons/desk.svg
//	{{lang}}                 the code of the language
//	{{languages}}            a button for each language
type binding struct {
	texts    *i18n.Texts
	language *i18n.Language
	asset    func(name string) string
}

// bind replaces these actions below a node.
func (b *binding) bind(node parse.Node) error {
	switch n := node.(type) {
	case *parse.ListNode:
		if n == nil {
			return nil
		}
		for i, child := range n.Nodes {
			words, bound, err := b.words(child)
			if err != nil {
				return err
			}
			if bound {
				n.Nodes[i] = &parse.TextNode{NodeType: parse.NodeText, Pos: child.Position(), Text: []byte(words)}
			} else if err := b.bind(child); err != nil {
				return err
			}
		}
	case *parse.IfNode:
		return b.branches(&n.BranchNode)
	case *parse.RangeNode:
		return b.branches(&n.BranchNode)
	case *parse.WithNode:
		return b.branches(&n.BranchNode)
	}
	return nil
}

func (b *binding) branches(n *parse.BranchNode) error {
	if err := b.bind(n.List); err != nil {
		return err
	}
	return b.bind(n.ElseList)
}

// words returns what an action stands for; bound is false where it is not one
// of ours.
func (b *binding) words(node parse.Node) (words string, bound bool, err error) {
	action, ok := node.(*parse.ActionNode)
	if !ok || len(action.Pipe.Decl) > 0 || len(action.Pipe.Cmds) != 1 {
		return "", false, nil
	}
	args := action.Pipe.Cmds[0].Args
	name, ok := args[0].(*parse.IdentifierNode)
	if !ok {
		return "", false, nil
	}
	given := ""
	if len(args) == 2 {
		s, ok := args[1].(*parse.StringNode)
		if !ok {
			return "", false, fmt.Errorf("%s: takes a text in quotes", action)
		}
		given = s.Text
	}
	words, err = b.call(name.Ident, given)
	if err != nil {
		err = fmt.Errorf("%s: %w", action, err)
	}
	return words, true, err
}

func (b *binding) call(name, given string) (string, error) {
	switch name {
	case "t":
		if !b.language.Has(given) || len(b.language.Args(given)) > 0 {
			return "", fmt.Errorf("there is no such text without arguments")
		}
		return html.EscapeString(b.language.Text(given)), nil
	case "asset":
		path := b.asset(given)
		if path == "" {
			return "", fmt.Errorf("there is no such file in static/")
		}
		return html.EscapeString(path), nil
	case "icon":
		return b.icon("icons/lucide.svg", given)
	case "deskicon": // apart, so that members do not load what only the desk shows
		return b.icon("icons/desk.svg", given)
	case "lang":
		return html.EscapeString(b.language.Code), nil
	case "languages":
		return b.languages(), nil
	}
	return "", fmt.Errorf("there is no such function")
}

func (b *binding) icon(sprite, name string) (string, error) {
	path, err := b.call("asset", sprite)
	return `<svg class="icon" width="20" height="20" aria-hidden="true"><use href="` + path + "#" + html.EscapeString(name) + `"/></svg>`, err
}

func (b *binding) languages() string {
	var s strings.Builder
	for _, l := range b.texts.Languages() {
		current := ""
		if l == b.language {
			current = ` aria-current="true"`
		}
		fmt.Fprintf(&s, "<button class=\"quiet\" name=\"lang\" value=\"%[1]s\" lang=\"%[1]s\"%[2]s>%[3]s</button>\n",
			html.EscapeString(l.Code), current, html.EscapeString(l.Name))
	}
	return s.String()
}
