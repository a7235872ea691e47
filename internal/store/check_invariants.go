package store

// checks are the invariants of the house, each one statement over the whole
// database that gives (subject, id, detail) of every breach.
var checks = []struct{ name, query string }{
	{"foreign_keys", `
		select "table", rowid, 'refers to a row of ' || parent || ' that does not exist'
		from pragma_foreign_key_check limit ?`},

	{"renewal_count", `
		select 'loan', l.id, 'counts ' || l.renewals || ' renewals, but ' || l.imported_renewals
			|| ' were imported and ' || count(r.id) || ' made here'
		from loans l left join renewals r on r.loan_id = l.id and r.undone_at is null
		group by l.id, l.renewals, l.imported_renewals
		having l.renewals <> l.imported_renewals + count(r.id) limit ?`},

	// Not trusting the unique index is the point: a damaged or missing one is
	// what lets such loans in.
	{"one_open_loan", `
		select 'item', item_id, 'has ' || count(*) || ' open loans'
		from loans not indexed where closed_at is null
		group by item_id having count(*) > 1 limit ?`},

	{"renewal_once", `
		select 'loan', loan_id, 'has renewal number ' || number || ' ' || count(*) || ' times'
		from renewals not indexed where undone_at is null
		group by loan_id, number having count(*) > 1 limit ?`},

	{"renewal_audited", `
		select 'renewal', r.id, 'has no row in the audit trail'
		from renewals r
		where not exists (select 1 from audit a
			where a.subject = 'loan' and a.subject_id = r.loan_id and a.action = 'loan.renewed'
			and case when json_valid(a.detail) then cast(a.detail ->> 'renewal' as bigint) end = r.id) limit ?`},

	{"audit_readable", `
		select 'audit', id, 'has a detail that is not JSON'
		from audit where not json_valid(detail) limit ?`},

	{"renewal_number", `
		select 'renewal', r.id, 'is number ' || r.number || ' of a loan that counts ' || l.renewals
		from renewals r join loans l on l.id = r.loan_id
		where r.undone_at is null and r.number > l.renewals limit ?`},

	{"renewal_extends", `
		select 'renewal', id, 'makes the loan shorter'
		from renewals where new_due_at < old_due_at limit ?`},

	// The due date of an imported loan may have been changed by a later file, and
	// any by the desk or a closure.
	{"due_date", `
		select 'loan', l.id, 'is not due when its latest renewal says'
		from renewals r join loans l on l.id = r.loan_id
		where r.undone_at is null and l.closed_at is null and l.file_due_at is null
			and l.due_at <> r.new_due_at
			and not exists (select 1 from renewals later
				where later.loan_id = r.loan_id and later.undone_at is null and later.number > r.number)
			and not exists (select 1 from audit a
				where a.subject = 'loan' and a.subject_id = l.id and a.action in ('loan.due_changed', 'loan.due_moved')) limit ?`},

	{"due_date_changed", `
		select 'loan', l.id, 'is not due when its due date was last changed to'
		from loans l join audit a on a.id = (select max(b.id) from audit b
			where b.subject = 'loan' and b.subject_id = l.id
				and b.action in ('loan.due_changed', 'loan.due_moved', 'loan.renewed', 'loan.renewal_undone'))
		where l.closed_at is null and l.file_due_at is null and a.action in ('loan.due_changed', 'loan.due_moved')
			and case when json_valid(a.detail) then cast(a.detail ->> 'new_due_at' as bigint) end <> l.due_at limit ?`},

	{"returned", `
		select 'return', r.id, 'ended a loan that is ' || l.status
		from returns r join loans l on l.id = r.loan_id
		where r.undone_at is null and l.status <> 'returned' limit ?`},

	{"sanction_undone", `
		select 'sanction', s.id, 'stands, though what booked it was undone'
		from sanctions s left join renewals r on r.id = s.renewal_id left join returns b on b.id = s.return_id
		where s.undone_at is null and coalesce(r.undone_at, b.undone_at) is not null limit ?`},

	{"fines", `
		select 'member', m.id, 'owes ' || m.fines || ' rupiah, but ' || (coalesce(s.fine, 0) + coalesce(a.amount, 0)) || ' were booked'
		from members m
		left join (select member_id, sum(fine) as fine from sanctions where undone_at is null group by member_id) s on s.member_id = m.id
		left join (select member_id, sum(case when kind in ('charge', 'reversal') then amount else -amount end) as amount
			from account_lines group by member_id) a on a.member_id = m.id
		where m.fines <> coalesce(s.fine, 0) + coalesce(a.amount, 0) limit ?`},

	{"hold_shelf", `
		select 'hold', h.id, 'is ' || h.status || case when h.assigned_item_id is null then ' without a copy' else ' with the wrong copy' end
		from holds h left join items i on i.id = h.assigned_item_id
		where h.status = 'ready' and (i.id is null or i.title_id <> h.title_id or coalesce(h.item_id, i.id) <> i.id)
			or h.status = 'waiting' and i.id is not null limit ?`},

	{"hold_shelf_once", `
		select 'item', h.assigned_item_id, 'is set aside for ' || count(*) || ' holds'
		from holds h where h.status = 'ready' and h.assigned_item_id is not null
		group by h.assigned_item_id having count(*) > 1 limit ?`},

	{"hold_shelf_lent", `
		select 'item', h.assigned_item_id, 'is set aside for somebody, but lent'
		from holds h join loans l on l.item_id = h.assigned_item_id and l.closed_at is null
		where h.status = 'ready' limit ?`},

	{"receipt_owner", `
		select 'renewal', r.id, 'has the receipt of another member'
		from renewals r
		join receipts c on c.id = r.receipt_id
		join loans l on l.id = r.loan_id
		where c.member_id <> l.member_id limit ?`},
}
