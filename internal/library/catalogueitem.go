package library

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/identity"
	"simpanbudi/internal/store"
)

// ItemForm is what a clerk says of a copy.
type ItemForm struct {
	Barcode    string
	Branch     int64
	ItemType   string // code
	CallNumber string
	Status     circulation.ItemStatus
	Renewable  bool
	Note       string
}

// ItemStatuses are the states a copy can be put in, in the order of a form.
func ItemStatuses() []circulation.ItemStatus {
	return []circulation.ItemStatus{circulation.ItemAvailable, circulation.ItemNotForLoan, circulation.ItemDamaged,
		circulation.ItemLost, circulation.ItemWithdrawn}
}

// AddItem adds a copy of a title. fault.NotFound for no such title, fault.Mirrored,
// fault.ClockWrong.
func (l *Library) AddItem(ctx context.Context, c Clerk, title int64, f ItemForm) (*Catalogued, error) {
	done := &Catalogued{Wrong: f.clean()}
	err := l.atDesk(ctx, c, ownRecord, func(w *deskwork) error {
		if _, err := readTitle(w.tx, title); err != nil {
			return err
		}
		row := f.row(store.CatalogueItem{TitleID: title})
		if err := done.checkItem(w.tx, &row); err != nil || len(done.Wrong) > 0 {
			return err
		}
		var err error
		if done.ID, err = store.InsertItem(w.tx, &row); err != nil {
			return err
		}
		return w.audit("item.added", "item", done.ID, map[string]int64{"title": title})
	})
	return done, err
}

// EditItem changes a copy that is in the version shown; another one is
// fault.Conflict (WhyItemChanged). A copy that is lent cannot be withdrawn; one that
// stands ready for somebody and cannot be lent any more lets them wait again.
// fault.NotFound, fault.Mirrored, fault.ClockWrong.
func (l *Library) EditItem(ctx context.Context, c Clerk, id, version int64, f ItemForm) (*Catalogued, error) {
	done := &Catalogued{Wrong: f.clean()}
	err := l.atDesk(ctx, c, ownRecord, func(w *deskwork) error {
		old, err := readItem(w.tx, id)
		if err != nil {
			return err
		}
		if old.Version != version {
			return conflict(WhyItemChanged)
		}
		row := f.row(old)
		cp, err := store.ReadCopy(w.tx, id)
		if err != nil {
			return err
		}
		if cp.LoanID != 0 && row.Status != old.Status && row.Status == string(circulation.ItemWithdrawn) {
			done.Wrong["status"] = "lent"
		}
		if err := done.checkItem(w.tx, &row); err != nil || len(done.Wrong) > 0 {
			return err
		}
		if done.ID = id; row == old {
			return nil
		}
		ok, err := store.UpdateItem(w.tx, &row)
		if err == nil && !ok {
			err = conflict(WhyItemChanged)
		}
		if err == nil && row.Status != string(circulation.ItemAvailable) {
			err = w.putBack(&cp, "item "+row.Status)
		}
		if err != nil {
			return err
		}
		return w.auditItem(&old, &row)
	})
	return done, err
}

// auditItem names what was changed. A note may say anything, so only that it was.
func (w *deskwork) auditItem(old, row *store.CatalogueItem) error {
	detail := map[string]any{"fields": changedFields(
		field{"barcode", old.Barcode, row.Barcode}, field{"call_number", old.CallNumber, row.CallNumber},
		field{"item_type", old.ItemType, row.ItemType}, field{"status", old.Status, row.Status}, field{"note", old.Note, row.Note},
		field{"branch", strconv.FormatInt(old.BranchID, 10), strconv.FormatInt(row.BranchID, 10)},
		field{"renewable", strconv.FormatBool(old.Renewable), strconv.FormatBool(row.Renewable)})}
	if old.Status != row.Status {
		detail["from"], detail["to"] = old.Status, row.Status
	}
	return w.audit("item.changed", "item", row.ID, detail)
}

func (f *ItemForm) row(old store.CatalogueItem) store.CatalogueItem {
	old.BranchID, old.Barcode, old.CallNumber, old.ItemType = f.Branch, f.Barcode, f.CallNumber, f.ItemType
	old.Status, old.Renewable, old.Note = string(f.Status), f.Renewable, f.Note
	return old
}

// clean takes needless spaces out and says what is wrong.
func (f *ItemForm) clean() map[string]string {
	wrong := map[string]string{}
	f.Barcode = cleanField(wrong, "barcode", f.Barcode, longestBarText)
	f.CallNumber = cleanField(wrong, "call_number", f.CallNumber, longestCall)
	f.Note = cleanField(wrong, "note", f.Note, longestItemNote)
	if f.Barcode == "" {
		wrong["barcode"] = "missing"
	}
	if !slices.Contains(ItemStatuses(), f.Status) {
		wrong["status"] = "unknown"
	}
	return wrong
}

// checkItem asks what only the catalogue knows.
func (d *Catalogued) checkItem(q store.Queryer, row *store.CatalogueItem) error {
	branches, err := store.Branches(q)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(branches, func(b store.Branch) bool { return b.ID == row.BranchID }) {
		d.Wrong["branch"] = "unknown"
	}
	types, err := store.ItemTypeNames(q)
	if err != nil {
		return err
	}
	if _, ok := types[row.ItemType]; !ok {
		d.Wrong["item_type"] = "unknown"
	}
	if d.Wrong["barcode"] != "" {
		return nil
	}
	owner, err := store.BarcodeOwner(q, row.Barcode)
	if err != nil {
		return err
	}
	if owner != 0 && owner != row.ID {
		d.Wrong["barcode"], d.Other = "taken", owner
		return nil
	}
	if row.ID == 0 || owner == 0 { // a barcode that is new here
		_, isCard, err := store.PersonByCard(q, identity.CardKey(row.Barcode))
		if isCard {
			d.Wrong["barcode"] = "card"
		}
		return err
	}
	return nil
}

// nextBarcode proposes what follows on the newest barcode: the digits at its end,
// counted on to one that is free. "" where it ends in none.
func nextBarcode(q store.Queryer) (string, error) {
	newest, err := store.NewestBarcode(q)
	if err != nil {
		return "", err
	}
	stem := strings.TrimRightFunc(newest, func(r rune) bool { return r < unicode.MaxASCII && unicode.IsDigit(r) })
	digits := newest[len(stem):]
	n, err := strconv.ParseUint(digits, 10, 63)
	if err != nil {
		return "", nil // none, or too many to count on
	}
	for range 50 {
		n++
		next := strconv.FormatUint(n, 10)
		next = stem + strings.Repeat("0", max(0, len(digits)-len(next))) + next
		owner, err := store.BarcodeOwner(q, next)
		if err != nil || owner == 0 {
			return next, err
		}
	}
	return "", nil
}

// readItem returns a copy; fault.NotFound where there is none.
func readItem(q store.Queryer, id int64) (store.CatalogueItem, error) {
	i, err := store.ReadItem(q, id)
	if errors.Is(err, sql.ErrNoRows) {
		err = fault.New(fault.NotFound, "there is no such copy").With("field", "barcode")
	}
	return i, err
}
