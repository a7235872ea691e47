-- The librarian's desk: who works there, what they note, and how a book comes back.

-- +goose Up

-- People at the desk. A secret for one-time codes is kept sealed with the key file.
alter table staff add column name text not null default '';        -- as colleagues say it; '' shows the username
alter table staff add column totp_secret blob;                     -- null: no second factor
alter table staff add column totp_confirmed_at integer;            -- null: the secret waits for its first right code
alter table staff add column totp_step integer not null default 0; -- the last time step used: a code is good once
alter table staff add column signed_in_at integer;

create table staff_recovery_codes (
    staff_id  integer not null references staff (id) on delete cascade,
    code_hash text not null,
    used_at   integer,
    primary key (staff_id, code_hash)
) strict;

create table staff_sessions (
    id         integer primary key,
    token_hash text not null unique,
    staff_id   integer not null references staff (id) on delete cascade,
    agent      text not null default '',              -- the browser in two words, so that one's own can be told apart
    started_at integer not null,
    seen_at    integer not null,
    expires_at integer not null,
    factor     text not null default 'full' check (factor in ('password', 'full')), -- password: the one-time code is still to come
    locked_at  integer                                -- idle or left: the screen stays, nothing opens but with the password
) strict;
create index staff_sessions_by_staff on staff_sessions (staff_id);
create index staff_sessions_by_expiry on staff_sessions (expires_at);

-- Members as the desk sees them. version is raised by each edit, so that a form
-- that is older than the record overwrites nothing.
alter table members add column address text not null default '';   -- for letters only
alter table members add column registered_at integer;
alter table members add column blocked_reason text not null default '';
alter table members add column version integer not null default 0;
-- The number in digits with its country, however it was typed: what search compares (package phone has the same rule).
alter table members add column phone_digits text generated always as
    (replace(replace(replace(replace(replace(replace(replace(replace(phone, ' ', ''), '-', ''), '.', ''), '(', ''), ')', ''), '/', ''), '+', ''), char(160), '')) virtual;
alter table members add column phone_key text generated always as
    (case when phone_digits glob '00*' then substr(phone_digits, 3)
          when phone_digits glob '0*' then '62' || substr(phone_digits, 2)
          when phone_digits glob '8*' then '62' || phone_digits
          else phone_digits end) virtual;
create index members_by_phone on members (phone_key, id) where phone_key <> '';
create index members_by_expiry on members (card_expires_on, id, branch_id, erased_at) where card_expires_on is not null and erased_at is null;

create index notices_by_member on notices (member_id, id);

create table member_notes (
    id         integer primary key,
    member_id  integer not null references members (id),
    staff_id   integer references staff (id),
    made_at    integer not null,
    text       text not null,
    removed_at integer
) strict;
create index member_notes_by_member on member_notes (member_id, id);

-- What a member has agreed to, by channel, in which words and when (UU 27/2022,
-- articles 20 to 22). The newest row of a channel holds.
create table consents (
    id        integer primary key,
    member_id integer not null references members (id),
    channel   text not null check (channel in ('email', 'whatsapp', 'sms', 'telegram', 'phone', 'letter')),
    given     integer not null check (given in (0, 1)),
    wording   text not null,                          -- the sentence that was agreed to or withdrawn
    at        integer not null,
    door      text not null,
    staff_id  integer references staff (id)           -- who noted it; null: the member
) strict;
create index consents_by_member on consents (member_id, channel, id);

alter table titles add column version integer not null default 0;
alter table items add column version integer not null default 0;
alter table items add column note text not null default '';
-- Titles by what is known exactly; call numbers and titles however they are capitalised.
create index titles_by_title on titles (title collate nocase);
create index titles_by_isbn on titles (replace(replace(upper(isbn), '-', ''), ' ', '')) where isbn <> '';
create index items_by_call_number on items (call_number collate nocase, title_id) where call_number <> '';

-- How a loan ended at the desk. It can be undone on its day, so it says what was.
create table returns (
    id          integer primary key,
    loan_id     integer not null references loans (id),
    returned_at integer not null,                     -- as it counts: a night box is emptied the day after
    recorded_at integer not null,
    staff_id    integer references staff (id),
    door        text not null,
    loan_status text not null,                        -- the loan's before
    item_status text not null,                        -- the item's before
    hold_id     integer references holds (id),        -- for whom the book was set aside
    damaged     integer not null default 0 check (damaged in (0, 1)), -- it came back damaged, which undoing the return takes back
    undone_at   integer
) strict;
create unique index returns_once on returns (loan_id) where undone_at is null;
create index returns_by_time on returns (recorded_at);
create index returns_by_staff on returns (staff_id, recorded_at);

-- A sanction is undone with what booked it; a later one for the same due date takes its row.
alter table sanctions add column return_id integer references returns (id);
alter table sanctions add column suspended_before text;           -- the member's last suspended day before it
alter table sanctions add column undone_at integer;

-- What an undone renewal gives back, and why one was made against the rule.
-- Renewals of earlier versions do not say what was before.
alter table renewals add column unseen_before integer;            -- the loan's count; null: not kept
alter table renewals add column renewed_before integer;           -- the loan's last renewal; null: none, or not kept
alter table renewals add column passed_over text not null default ''; -- reasons that a clerk passed over, by commas
alter table renewals add column reason text not null default '';  -- and why

-- Renewals made here that staff of a mirrored system have entered there.
alter table renewals add column entered_at integer;
alter table renewals add column entered_by integer references staff (id);
create index renewals_ticked on renewals (entered_at, entered_by, id) where entered_by is not null;
create index renewals_to_enter on renewals (id, entered_at, undone_at) where entered_at is null and undone_at is null;

-- Waiting shelf: set aside since, and until when.
alter table holds add column ready_at integer;
alter table holds add column pickup_branch_id integer references branches (id); -- where it is fetched; null: where the member belongs
alter table holds add column shelf_until integer;
alter table holds add column closed_at integer;                   -- filled, cancelled or expired
create index holds_ready on holds (shelf_until) where status = 'ready';
create index holds_waiting_by_age on holds (placed_at) where status = 'waiting';
create index holds_expired on holds (closed_at) where status = 'expired';

-- Money at the desk. members.fines is what was booked less what is paid or waived.
create table account_lines (
    id          integer primary key,
    member_id   integer not null references members (id),
    at          integer not null,
    kind        text not null check (kind in ('payment', 'waiver', 'charge', 'reversal')), -- reversal: a payment that was none
    amount      integer not null check (amount > 0),  -- rupiah
    ref         text not null unique,                 -- of its receipt
    request_key text not null unique,                 -- of the form: posted twice, booked once
    reason      text not null default '',             -- of a waiver, a charge or a reversal
    legal_basis text not null default '',             -- of a charge
    loan_id     integer references loans (id),
    staff_id    integer references staff (id),
    rest        integer,                              -- what the member owed afterwards; null: not noted
    reverses_id integer references account_lines (id), -- of a reversal: the payment
    check ((kind = 'reversal') = (reverses_id is not null))
) strict;
create unique index account_lines_reversed_once on account_lines (reverses_id) where reverses_id is not null;
create index account_lines_by_member on account_lines (member_id, id);

-- Members who were called, written to or spoken to about what is late.
create table calls (
    id        integer primary key,
    member_id integer not null references members (id),
    at        integer not null,
    channel   text not null check (channel in ('phone', 'whatsapp', 'letter', 'visit')),
    outcome   text not null default '',
    staff_id  integer references staff (id),
    undone_at integer
) strict;
create index calls_by_member on calls (member_id, id);
create index calls_by_time on calls (at, id, member_id, undone_at) where undone_at is null;

-- A change of the opening calendars is in force at once; the due dates that fall on
-- a closed day follow in short batches. What a crash cuts off is found here.
create table due_moves (
    id          integer primary key,
    branch_id   integer references branches (id),     -- null: every branch
    days        text not null,                        -- JSON: the days, in order
    staff_id    integer references staff (id),
    door        text not null,
    begun_at    integer not null,
    total       integer not null,                     -- loans to move, as counted before
    moved       integer not null default 0,
    at_due      integer not null default 0,           -- done up to this due date …
    at_loan     integer not null default 0,           -- … and this loan
    finished_at integer
) strict;
create index due_moves_pending on due_moves (id) where finished_at is null;

-- What a day asks for is counted on indexes alone, however many loans there are: they
-- hold every column that is asked for, those of their own conditions too.
drop index loans_open_by_due;
create index loans_open_by_due on loans (due_at, id, status, member_id, item_id, closed_at) where closed_at is null;
drop index renewals_by_time;
create index renewals_by_time on renewals (renewed_at, id, door, undone_at) where undone_at is null;

-- The trail is read backwards from a day, by whom or about what. Loans are the
-- bulk of it and are found by time alone, which spares every renewal an index.
create index audit_by_time on audit (at);
create index audit_by_staff on audit (actor_id, at) where actor = 'librarian';
create index audit_by_kind on audit (subject, at) where subject <> 'loan';

-- Search that forgives: without accents, by the beginnings of words.
create virtual table titles_fts using fts5 (title, author, content = '', contentless_delete = 1,
    tokenize = "unicode61 remove_diacritics 2", prefix = '2 3');
-- A trigger that writes the index at once would make every row of an import cost
-- five times as much, so titles wait here and are indexed together.
create table titles_to_index (title_id integer primary key) strict;
insert into titles_fts (rowid, title, author) select id, title, author from titles;
-- The words there are, by which a slip of the keyboard is found out.
create virtual table titles_words using fts5vocab (titles_fts, instance);
create virtual table members_fts using fts5 (name, content = 'members', content_rowid = 'id',
    tokenize = "unicode61 remove_diacritics 2", prefix = '1 2 3', columnsize = 0); -- a single letter finds without reading every name
insert into members_fts (rowid, name) select id, name from members;

-- +goose StatementBegin
create trigger titles_index_insert after insert on titles begin insert or ignore into titles_to_index values (new.id); end;
-- +goose StatementEnd
-- +goose StatementBegin
create trigger titles_index_update after update of title, author on titles when old.title <> new.title or old.author <> new.author
begin insert or ignore into titles_to_index values (new.id); end;
-- +goose StatementEnd
-- +goose StatementBegin
create trigger titles_index_delete after delete on titles begin insert or ignore into titles_to_index values (old.id); end;
-- +goose StatementEnd
-- +goose StatementBegin
create trigger members_fts_insert after insert on members begin
    insert into members_fts (rowid, name) values (new.id, new.name);
end;
-- +goose StatementEnd
-- +goose StatementBegin
create trigger members_fts_update after update of name on members when old.name <> new.name begin
    insert into members_fts (members_fts, rowid, name) values ('delete', old.id, old.name);
    insert into members_fts (rowid, name) values (new.id, new.name);
end;
-- +goose StatementEnd
-- +goose StatementBegin
create trigger members_fts_delete after delete on members begin
    insert into members_fts (members_fts, rowid, name) values ('delete', old.id, old.name);
end;
-- +goose StatementEnd
