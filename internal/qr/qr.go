// Package qr draws codes for cameras and scanners: QR codes (ISO/IEC 18004) and
// Code 128 (ISO/IEC 15417), each as one small SVG that is sharp at any size.
//
// It is all that knows github.com/skip2/go-qrcode, which has had no commit since
// 2020, and github.com/boombuler/barcode; another encoder would change two files.
package qr

import (
	"errors"
	"fmt"

	"github.com/skip2/go-qrcode"
)

// Longest is the most that New takes, in bytes: what a camera of an old phone still
// reads from a receipt 58 mm wide. QR itself could hold ten times as much.
const Longest = 200

// ErrNoCode is the error for a text of which no code can be made that is read
// reliably: none at all, too long, or of letters that the code does not have.
var ErrNoCode = errors.New("no code can be made of this text")

// New returns the QR code of a text, with the quiet zone of four modules around it
// and a recovery of 15 % (level M), which survives folding and a worn print.
//
// A text of nothing but 0–9, A–Z and any of " $%*+-./:" takes a quarter less room;
// addresses may be written so as far as they are the same in capitals.
func New(text string) (*Symbol, error) {
	if text == "" || len(text) > Longest {
		return nil, fmt.Errorf("%w: a QR code takes 1 to %d bytes, not %d", ErrNoCode, Longest, len(text))
	}
	code, err := qrcode.New(text, qrcode.Medium)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNoCode, err)
	}
	return symbol(code.Bitmap()), nil
}
