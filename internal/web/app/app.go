// Package app is what makes the site one that can be put on a phone's home
// screen: its manifest, and a worker that has a page to show when there is no
// network.
package app

import (
	"simpanbudi/internal/web/assets"
)

// Pages are what a browser asks for to install the site.
type Pages struct {
	files  *assets.Set
	worker []byte
	icons  []icon
}

// New prepares them; it is an error if a file that is kept offline is missing.
func New(files *assets.Set) (*Pages, error) {
	p := &Pages{files: files}
	var err error
	if p.worker, err = worker(files); err != nil {
		return nil, err
	}
	p.icons, err = icons(files)
	return p, err
}
