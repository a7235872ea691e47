package store

import (
	"strings"
	"testing"
)

// What reminds, what delivers, what jobs ask and what is forgotten: however much has
// been sent in years, each finds its rows by an index.
var reminding = map[string]string{
	"candidates": candidates.rest, "later candidates": candidates.later, "consents": consentsOfSQL, "contact": contactSQL, "still due": stillDueSQL, "newest message": newestMessageSQL,
	"join messages": joinMessagesSQL, "joined messages": joinedMessagesSQL, "earlier messages": earlierMessagesSQL, "twins": twinMessagesSQL,
	"withdraw lower": withdrawLowerSQL, "add notices": addLoanNoticesSQL, "unflagged": unflagged.rest, "later unflagged": unflagged.later, "flag": flagSQL, "due between": dueBetween.rest, "later due between": dueBetween.later,
	"open message": openMessageSQL, "add message": addMessageSQL, "withdraw message": withdrawMessageSQL, "urgent": urgentMessageSQL, "due": dueMessageSQL, "due messages": dueMessagesSQL,
	"message": messageSQL, "claim": claimMessageSQL, "settle": settleMessageSQL, "retry": retryMessageSQL, "reclaim": reclaimMessagesSQL,
	"try": addTrySQL, "channel day": channelDaySQL, "count": countChannelSQL, "waiting notices": waitingNoticesSQL,
	"settle notice": settleNoticeSQL, "settle notices": settleNoticesSQL, "move notices": moveNoticesSQL,
	"failed": failedMessagesSQL, "messages of": messagesOfSQL, "end waiting": endWaitingSQL,
	"waiting for": waitingForSQL, "twin": openTwinSQL, "notices again": noticesAgainSQL, "forget payload": forgetPayloadSQL,
	"effects": effectsSQL, "settle effect": settleEffectSQL, "receipt's door": receiptDoorSQL, "ready hold": readyHoldSQL, "receipt's loans": receiptLoansSQL,
	"hand list": handList.rest, "later hand list": handList.later, "hand done": handDoneSQL, "hand again": handAgainSQL, "hand ticked": handTickedSQL, "stale hand": staleHandSQL, "empty hand": emptyHandSQL,
	"running job": runningJobSQL, "job of a day": slotJobSQL, "bury": buryJobSQL, "start": startJobSQL, "alive": aliveJobSQL, "end": endJobSQL,
	"last run": lastJobSQL, "last done": lastDoneSQL, "runs": jobRunsSQL, "first slot": noteFirstSlotSQL,
	"text": messageTextSQL, "put text": putMessageTextSQL, "code": contactCodeSQL, "put code": putContactCodeSQL, "count try": countContactTrySQL,
	"messages about": messagesAboutSQL, "told loans": toldLoansSQL, "untold loans": untoldLoansSQL, "tries": triesSQL,
	"replaced": replacedSQL, "retell": retellNoticesSQL, "replace failed": replaceFailedSQL, "settle failed": settleFailedSQL,
	"named": messageNamedSQL, "report": addReportSQL, "is sending": isSendingSQL, "has arrived": hasArrivedSQL, "is replaced": isReplacedSQL,
	"fail sent": failSentSQL, "fail notices": failNoticesSQL,
	"addressees": addresseesSQL, "same email": sameEmailSQL, "same phone": samePhonesSQL, "own": ownMessageSQL, "move of": moveNoticesOfSQL, "settle of": settleNoticesOfSQL,
	"tick": handTickSQL, "uncertain": uncertainSQL, "queue": outboxQueueSQL,
	"forgettable": forgettable.rest, "later forgettable": forgettable.later, "nobody": nobodySQL, "old links": deleteOldLinksSQL,
}

// few are read from one end to the other as they hold nothing else than what is asked for.
var few = map[string]bool{
	"SCAN job_runs USING INDEX job_runs_latest":             true, // backwards, to the first fifty
	"SCAN m USING INDEX messages_failed":                    true,
	"SCAN messages USING INDEX messages_leased":             true, // what is being sent at this moment
	"SCAN messages USING COVERING INDEX messages_uncertain": true,
	"SCAN messages USING INDEX messages_due":                true, // all that waits
	"SCAN s LEFT-JOIN":                                      true, // the staff
}

// fewSorted sort no more than what one member or one page has.
var fewSorted = map[string]bool{"hand ticked": true, "waiting notices": true, "messages about": true, "told loans": true, "tries": true}

func TestRemindersAreFoundByIndexes(t *testing.T) {
	queries := map[string]string{}
	for name, query := range reminding {
		queries[name] = query
	}
	for _, o := range old {
		queries[o.find] = o.find
		for _, statement := range o.delete {
			queries[statement] = statement
		}
	}
	for _, statement := range forgetReader {
		queries[statement] = statement
	}
	empty, grown := newDB(t), newDB(t)
	growLibrary(t, grown)
	growOutbox(t, grown)
	for size, db := range map[string]*DB{"a new library": empty, "a grown one with statistics": grown} {
		for name, query := range queries {
			for _, step := range explain(t, db, query) {
				scans := strings.HasPrefix(step, "SCAN") && !strings.HasPrefix(step, "SCAN json_each") && !strings.HasPrefix(step, "SCAN j ") &&
					step != "SCAN CONSTANT ROW" && !few[step]
				sorts := strings.Contains(step, "TEMP B-TREE FOR ORDER BY") && !fewSorted[name]
				if scans || sorts || strings.Contains(step, "AUTOMATIC") {
					t.Errorf("%s in %s: %s", name, size, step)
				}
			}
		}
	}
}

// Deleting a row that others point at looks for these: by an index, or the whole
// table is read for each row.
func TestWhatPointsAtWhatIsDeletedHasAnIndex(t *testing.T) {
	db := newDB(t)
	growLibrary(t, db)
	growOutbox(t, db)
	for _, query := range []string{
		`select 1 from returns where hold_id = ?`, `select 1 from loan_notices where message_id = ?`,
		`select 1 from messages where moved_from = ?`, `select 1 from message_tries where message_id = ?`, `select 1 from link_loans where link_id = ?`,
	} {
		assertNoScan(t, db, query)
	}
}

// growOutbox makes what some thousand reminders leave behind.
func growOutbox(t *testing.T, db *DB) {
	t.Helper()
	const some = `with recursive n(i) as (select 1 union all select i + 1 from n where i < 5000) `
	for _, statement := range []string{
		`insert into messages (id, kind, run, member_id, channel, address, language, created_at, not_before, state, settled_at) ` + some +
			`select i, case i % 50 when 0 then 'letter' else 'reminder' end, 'day ' || i % 100, 1 + i % 1000, case i % 3 when 0 then 'hand' else 'email' end, 'a' || i, 'id', i, i,
			case i % 10 when 0 then 'waiting' when 1 then 'failed' else 'sent' end, case i % 10 when 0 then null else i end from n`,
		`insert into loan_notices (loan_id, due_at, step, member_id, message_id, made_at, state) ` + some + `select i, i, 'after-1', 1 + i % 1000, i, i, case i % 10 when 0 then 'waiting' else 'sent' end from n`,
		`insert into message_tries (message_id, at, outcome) ` + some + `select i, i, 'sent' from n`,
		`insert into notices (member_id, kind, dedupe_key, created_at, not_before, state, settled_at) ` + some + `select 1 + i % 1000, 'renewed', i, i, i, case i % 10 when 0 then 'waiting' else 'sent' end, case i % 10 when 0 then null else i end from n`,
		`insert into consents (member_id, channel, given, wording, at, door) ` + some + `select 1 + i % 1000, 'email', 1, 'ya', i, 'desk' from n`,
		`insert into calls (member_id, at, channel) ` + some + `select 1 + i % 1000, i, 'phone' from n`,
		`insert into job_runs (job, slot, started_at, alive_at, state, door) ` + some + `select 'job ' || i % 7, i, i, i, 'done', 'cron' from n`,
		`analyze`,
	} {
		mustExec(t, db, statement)
	}
}
