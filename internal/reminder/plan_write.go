package reminder

import (
	"slices"

	"simpanbudi/internal/store"
)

// write makes the notices of a batch whose loans are still as they were read.
func (p *planning) write(tx *store.Tx) error {
	notices := make([]store.LoanNoticeRow, len(p.wishes))
	for i := range p.wishes {
		notices[i] = p.wishes[i].notice
	}
	still, err := store.StillDue(tx, notices)
	if err != nil {
		return err
	}
	p.wishes = slices.DeleteFunc(p.wishes, func(w wish) bool { return !still[w.notice.LoanID] })
	ids, err := p.join(tx)
	if err != nil {
		return err
	}
	notices = notices[:0]
	for i := range p.wishes {
		w := &p.wishes[i]
		w.notice.MessageID = ids[w.address()] // 0 where nobody may be told
		notices = append(notices, w.notice)
	}
	return store.AddLoanNotices(tx, notices, p.o.At)
}

// join finds or begins the message of each address of the batch.
func (p *planning) join(tx *store.Tx) (map[address]int64, error) {
	ids := map[address]int64{}
	var messages []store.MessageRow
	for i := range p.wishes {
		w := &p.wishes[i]
		if _, ok := ids[w.address()]; w.told && !ok {
			ids[w.address()] = 0
			messages = append(messages, w.message)
		}
	}
	begun, err := store.JoinMessages(tx, messages)
	if err != nil {
		return nil, err
	}
	for i := range messages {
		m := &messages[i]
		ids[address{m.Kind, m.Channel, m.Address}] = m.ID
	}
	p.written = len(begun)
	// What still waits from an earlier day goes with it: nobody gets two.
	return ids, store.MergeMessages(tx, begun, p.o.At)
}
