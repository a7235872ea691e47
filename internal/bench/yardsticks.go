package bench

import (
	"bytes"
	"context"
	"net/http"
	"sync"
	"time"

	"github.com/gin-gonic/gin"

	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/assets"
	"simpanbudi/internal/web/page"
)

const htmlType = "text/html; charset=utf-8"

// y0 is bare Gin with constant bytes: what a request costs at least.
func y0() http.Handler {
	answer := []byte("<!doctype html><title>Y0</title>")
	engine := bareGin()
	engine.GET("/loans", func(c *gin.Context) { c.Data(http.StatusOK, htmlType, answer) })
	return engine
}

// y1 is bare Gin that renders the template of my loans with html/template, from a
// model of 5 loans that is made once: what this page costs the usual way without
// sessions, database or log. ours is the same by the product's renderer, so that
// the rest of the page can be seen too.
func y1(ctx context.Context, lib *library.Library, member int64) (y1, ours http.Handler, err error) {
	texts, err := i18n.Load()
	if err != nil {
		return nil, nil, err
	}
	files, err := assets.Load()
	if err != nil {
		return nil, nil, err
	}
	renderer, err := page.NewRenderer(texts, files.Path)
	if err != nil {
		return nil, nil, err
	}
	my, err := lib.MyLoans(ctx, member)
	if err != nil {
		return nil, nil, err
	}
	language := texts.Languages()[0]
	model := page.NewLoans(language, my, time.UTC)
	template, err := page.HTML(texts, language, files.Path, model)
	if err != nil {
		return nil, nil, err
	}
	return rendering(func(out *bytes.Buffer) error { return template.Execute(out, model) }),
		rendering(func(out *bytes.Buffer) error { return renderer.Render(out, language, model) }), nil
}

// rendering is bare Gin that answers with what render writes.
func rendering(render func(out *bytes.Buffer) error) http.Handler {
	buffers := sync.Pool{New: func() any { return new(bytes.Buffer) }}
	engine := bareGin()
	engine.GET("/loans", func(c *gin.Context) {
		b := buffers.Get().(*bytes.Buffer)
		defer buffers.Put(b)
		b.Reset()
		if err := render(b); err != nil {
			c.Status(http.StatusInternalServerError)
			return
		}
		c.Data(http.StatusOK, htmlType, b.Bytes())
	})
	return engine
}

func bareGin() *gin.Engine {
	gin.SetMode(gin.ReleaseMode)
	return gin.New()
}
