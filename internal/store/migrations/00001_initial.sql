-- The first schema. Portable SQL where SQLite allows it: PostgreSQL comes later.
-- Instants (…_at) are UTC seconds, days (…_on, …_until) are text YYYY-MM-DD in
-- the branch's zone, money is whole rupiah, flags are 0 or 1.
-- source_system and source_id name a row in the system it was imported from.

-- +goose Up

create table settings (
    name  text primary key,
    value text not null
) strict;

-- One row. Every change of what decisions are configured by (settings, rules,
-- closures, branches) raises it, so that a running server notices at the next
-- request what the command line has changed.
create table config_version (
    id      integer primary key check (id = 1),
    version integer not null
) strict;
insert into config_version (id, version) values (1, 1);

create table branches (
    id            integer primary key,
    code          text not null unique,
    name          text not null,
    time_zone     text,                       -- null: the library's
    source_system text,
    source_id     text
) strict;
insert into branches (id, code, name) values (1, 'main', '');

create table categories (                     -- of members
    code text primary key,
    name text not null
) strict;
insert into categories (code, name) values ('umum', 'Umum');

create table item_types (
    code text primary key,
    name text not null
) strict;
insert into item_types (code, name) values ('book', 'Buku');

create table titles (
    id            integer primary key,
    title         text not null,
    author        text not null default '',
    isbn          text not null default '',
    match_key     text not null unique,       -- 'id:…', 'isbn:…' or 'ta:…': how an import finds it again
    source_system text,
    source_id     text
) strict;

create table items (
    id            integer primary key,
    title_id      integer not null references titles (id),
    branch_id     integer not null references branches (id),
    barcode       text not null unique,
    call_number   text not null default '',
    item_type     text not null references item_types (code),
    status        text not null default 'available'
                  check (status in ('available', 'not_for_loan', 'lost', 'damaged', 'withdrawn')),
    renewable     integer not null default 1 check (renewable in (0, 1)),
    source_system text,
    source_id     text
) strict;
create index items_by_title on items (title_id, branch_id);

create table members (
    id                       integer primary key,
    card                     text not null,           -- as printed
    card_key                 text not null unique,    -- compared: upper case, no spaces
    name                     text not null,
    category                 text not null references categories (code),
    branch_id                integer not null references branches (id),
    phone                    text not null default '',
    email                    text not null default '',
    language                 text not null default '',
    status                   text not null default 'active' check (status in ('active', 'blocked')),
    card_expires_on          text,
    suspended_until          text,                    -- sanctions booked here
    suspended_until_imported text,                    -- as the last import said
    fines                    integer not null default 0, -- booked here less paid
    fines_imported           integer not null default 0, -- as the last import said
    guardian_id              integer references members (id),
    pin_hash                 text,                    -- argon2id of the PIN the member has set
    pin_mac                  blob,                    -- HMAC of an imported PIN, until the first sign-in
    birth_mac                blob,                    -- HMAC of the birth date DDMMYYYY
    pin_set_at               integer,
    erased_at                integer,
    source_system            text,
    source_id                text
) strict;
create index members_by_guardian on members (guardian_id) where guardian_id is not null;

create table loans (
    id                integer primary key,
    member_id         integer not null references members (id),
    item_id           integer not null references items (id),
    borrowed_at       integer not null,
    due_at            integer not null,
    renewals          integer not null default 0 check (renewals >= 0),
    imported_renewals integer not null default 0 check (imported_renewals >= 0),
    unseen_renewals   integer not null default 0 check (unseen_renewals >= 0),
    last_renewed_at   integer,
    status            text not null default 'open'
                      check (status in ('open', 'on_site', 'lost', 'claimed_returned', 'returned', 'returned_elsewhere')),
    closed_at         integer,
    overdue_since     integer,                        -- flagged by the nightly job; no page depends on it
    file_due_at       integer,                        -- what the last import said, to notice when it says
    file_renewals     integer,                        -- something new
    source_system     text,
    source_id         text,
    check ((closed_at is null) = (status not in ('returned', 'returned_elsewhere')))
) strict;
-- An item has at most one open loan by this index, not by hope.
create unique index loans_one_open_per_item on loans (item_id) where closed_at is null;
create index loans_open_by_member on loans (member_id, due_at) where closed_at is null;
create index loans_open_by_due on loans (due_at) where closed_at is null;
create index loans_by_member on loans (member_id);
create index loans_by_item on loans (item_id, member_id);        -- the history of a copy; how an import finds a loan again
create unique index loans_by_source on loans (source_system, source_id) where source_id is not null;

-- What one renewal request came to, so that it can be shown again.
create table receipts (
    id         integer primary key,
    ref        text not null unique,                  -- short, random, told to people
    member_id  integer not null references members (id),
    created_at integer not null,
    door       text not null,                         -- web, desk, kiosk, link, auto, …
    actor      text not null
) strict;
create index receipts_by_member on receipts (member_id, id);

create table renewals (
    id         integer primary key,
    loan_id    integer not null references loans (id),
    number     integer not null check (number > 0),   -- the loan's renewals after this one
    receipt_id integer not null references receipts (id),
    renewed_at integer not null,
    old_due_at integer not null,
    new_due_at integer not null,
    actor      text not null,
    door       text not null,
    undone_at  integer                                -- a renewal is marked undone, never deleted
) strict;
create unique index renewals_once on renewals (loan_id, number) where undone_at is null;
create index renewals_by_receipt on renewals (receipt_id);
create index renewals_by_time on renewals (renewed_at);

create table receipt_lines (
    receipt_id  integer not null references receipts (id),
    position    integer not null,
    loan_id     integer references loans (id),        -- null: no such loan of this member
    shown_at    integer not null,                     -- the number of renewals the page showed
    result      text not null check (result in ('renewed', 'refused', 'already_renewed', 'changed')),
    old_due_at  integer,
    new_due_at  integer,
    decision    text not null default '',             -- JSON of reasons and notes
    primary key (receipt_id, position)
) strict;
create index receipt_lines_by_loan on receipt_lines (loan_id);

create table holds (
    id               integer primary key,
    title_id         integer not null references titles (id),
    item_id          integer references items (id),   -- a hold on this very copy
    member_id        integer not null references members (id),
    placed_at        integer not null,
    expires_at       integer,
    status           text not null default 'waiting'
                     check (status in ('waiting', 'ready', 'filled', 'cancelled', 'expired')),
    assigned_item_id integer references items (id),   -- the copy set aside
    source_system    text,
    source_id        text
) strict;
create index holds_waiting_by_title on holds (title_id) where status in ('waiting', 'ready');
create index holds_by_member on holds (member_id);
create index holds_assigned on holds (assigned_item_id) where assigned_item_id is not null;

create table closures (
    id        integer primary key,
    branch_id integer references branches (id),       -- null: every branch
    date      text,                                   -- one day …
    weekday   integer check (weekday between 0 and 6),-- … or every week, 0 is Sunday
    kind      text not null default 'closed' check (kind in ('closed', 'open')),
    name      text not null default '',
    check ((date is null) <> (weekday is null))
) strict;
create unique index closures_once on closures (coalesce(branch_id, 0), coalesce(date, ''), coalesce(weekday, -1));

create table rules (
    id         integer primary key,
    branch     text not null,                         -- a code, or '*'
    category   text not null,
    item_type  text not null,
    rule       text not null,                         -- JSON, as in a rules file
    loan_limit integer,
    fine       text not null,
    suspension text not null,
    source     text not null default '',
    unique (branch, category, item_type)
) strict;
-- A rule for (*, *, *) always exists; {} has every default of a plain public library.
insert into rules (branch, category, item_type, rule, fine, suspension) values ('*', '*', '*', '{}', '{}', '{}');

-- What lateness came to: booked once, in the transaction that ends it.
create table sanctions (
    id              integer primary key,
    member_id       integer not null references members (id),
    loan_id         integer not null references loans (id),
    renewal_id      integer references renewals (id), -- null: ended by the return
    booked_at       integer not null,
    due_at          integer not null,                 -- the due date that was missed
    late_days       integer not null,
    fine            integer not null,                 -- rupiah
    legal_basis     text not null default '',
    suspended_until text,
    unique (loan_id, due_at)
) strict;
create index sanctions_by_member on sanctions (member_id);

-- Who did what to which record. Internal ids only, never names, so that erasing
-- a person does not fight it.
create table audit (
    id         integer primary key,
    at         integer not null,
    actor      text not null,                         -- member, librarian, automatic, system
    actor_id   integer,                               -- of members or staff, by actor
    door       text not null,                         -- web, desk, kiosk, link, cli, import, …
    action     text not null,                         -- loan.renewed, member.pin_set, …
    subject    text not null,                         -- loan, member, item, rule, setting, …
    subject_id integer,
    detail     text not null default '{}'             -- JSON
) strict;
create index audit_by_subject on audit (subject, subject_id, id);
create index audit_by_action on audit (action, id);

-- The outbox: effects on the world are rows in the same transaction, sent after it.
create table notices (
    id         integer primary key,
    member_id  integer not null references members (id),
    kind       text not null,                         -- renewed, due_soon, overdue, …
    dedupe_key text not null unique,
    payload    text not null default '{}',
    created_at integer not null,
    not_before integer not null,
    state      text not null default 'waiting' check (state in ('waiting', 'sent', 'failed', 'dropped')),
    attempts   integer not null default 0,
    settled_at integer
) strict;
create index notices_waiting on notices (not_before) where state = 'waiting';

create table sessions (
    token_hash text primary key,
    member_id  integer references members (id),
    data       blob not null,
    seen_at    integer not null,
    expires_at integer not null
) strict;
create index sessions_by_expiry on sessions (expires_at);
create index sessions_by_member on sessions (member_id) where member_id is not null;

-- Failed sign-ins, kept across restarts. The bucket is a keyed hash of a card
-- or an address: the table names nobody.
create table throttles (
    bucket       text primary key,
    failures     integer not null,
    window_start integer not null,
    blocked_until integer not null default 0
) strict;
create index throttles_by_age on throttles (window_start);

-- Devices that have signed in to a card before: strangers' tries do not lock them out.
create table known_devices (
    member_id  integer not null references members (id),
    token_hash text not null,
    seen_at    integer not null,
    primary key (member_id, token_hash)
) strict;

create table staff (
    id            integer primary key,
    username      text not null unique,
    role          text not null check (role in ('librarian', 'supervisor', 'admin')),
    password_hash text not null,
    created_at    integer not null,
    disabled_at   integer
) strict;

create table imports (
    id          integer primary key,
    started_at  integer not null,
    finished_at integer,
    complete    integer not null default 0 check (complete in (0, 1)),
    counts      text not null default '{}'
) strict;

create table import_differences (
    id        integer primary key,
    import_id integer not null references imports (id),
    kind      text not null,                          -- file_wins, kept_ours, closed_elsewhere, …
    loan_id   integer references loans (id),
    detail    text not null default '{}'
) strict;
create index import_differences_by_import on import_differences (import_id);

-- +goose StatementBegin
create trigger audit_no_update before update on audit
begin select raise(abort, 'the audit trail is append-only'); end;
-- +goose StatementEnd
-- +goose StatementBegin
create trigger audit_no_delete before delete on audit
begin select raise(abort, 'the audit trail is append-only'); end;
-- +goose StatementEnd

-- +goose StatementBegin
create trigger settings_insert_config after insert on settings begin update config_version set version = version + 1; end;
-- +goose StatementEnd
-- +goose StatementBegin
create trigger settings_update_config after update on settings begin update config_version set version = version + 1; end;
-- +goose StatementEnd
-- +goose StatementBegin
create trigger settings_delete_config after delete on settings begin update config_version set version = version + 1; end;
-- +goose StatementEnd
-- +goose StatementBegin
create trigger rules_insert_config after insert on rules begin update config_version set version = version + 1; end;
-- +goose StatementEnd
-- +goose StatementBegin
create trigger rules_update_config after update on rules begin update config_version set version = version + 1; end;
-- +goose StatementEnd
-- +goose StatementBegin
create trigger rules_delete_config after delete on rules begin update config_version set version = version + 1; end;
-- +goose StatementEnd
-- +goose StatementBegin
create trigger closures_insert_config after insert on closures begin update config_version set version = version + 1; end;
-- +goose StatementEnd
-- +goose StatementBegin
create trigger closures_update_config after update on closures begin update config_version set version = version + 1; end;
-- +goose StatementEnd
-- +goose StatementBegin
create trigger closures_delete_config after delete on closures begin update config_version set version = version + 1; end;
-- +goose StatementEnd
-- +goose StatementBegin
create trigger branches_insert_config after insert on branches begin update config_version set version = version + 1; end;
-- +goose StatementEnd
-- +goose StatementBegin
create trigger branches_update_config after update on branches begin update config_version set version = version + 1; end;
-- +goose StatementEnd
-- +goose StatementBegin
create trigger branches_delete_config after delete on branches begin update config_version set version = version + 1; end;
-- +goose StatementEnd
