package view

import "simpanbudi/internal/web/page"

// Receipt is a member's receipt of renewals as staff see it.
type Receipt struct {
	page.Desk
	Ref     string
	Facts   []Fact
	Summary string
	Good    bool
	Lines   []ReceiptLine
	Papers  Papers
	Back    string
}

// ReceiptLine is the result for one loan.
type ReceiptLine struct {
	Title, Barcode string
	Result         RowResult
	Refusals       []Refusal
}

// Template names the page's file.
func (*Receipt) Template() string { return "desk/receipt" }
