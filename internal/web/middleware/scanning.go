package middleware

import (
	"github.com/gin-gonic/gin"

	"simpanbudi/internal/web/visit"
)

// Scanning lets a page look through the camera for a barcode.
func Scanning(c *gin.Context) { visit.Of(c).AllowCamera() }
