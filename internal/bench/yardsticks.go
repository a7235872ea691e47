package bench

import (
	"context"
	"net/http"
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

// y1 is bare Gin that renders the product's own page of 5 loans from a model
// that is made once: what a request with this page costs at least.
func y1(ctx context.Context, lib *library.Library, member int64) (http.Handler, error) {
	texts, err := i18n.Load()
	if err != nil {
		return nil, err
	}
	files, err := assets.Load()
	if err != nil {
		return nil, err
	}
	renderer, err := page.NewRenderer(texts, files.Path)
	if err != nil {
		return nil, err
	}
	my, err := lib.MyLoans(ctx, member)
	if err != nil {
		return nil, err
	}
	language := texts.Languages()[0]
	model := page.NewLoans(language, my, time.UTC)
	engine := bareGin()
	engine.GET("/loans", func(c *gin.Context) {
		err := renderer.RenderTo(language, model, func(text []byte) error {
			c.Data(http.StatusOK, htmlType, text)
			return nil
		})
		if err != nil {
			c.Status(http.StatusInternalServerError)
		}
	})
	return engine, nil
}

func bareGin() *gin.Engine {
	gin.SetMode(gin.ReleaseMode)
	return gin.New()
}
