-- Reminders: at which steps a member is told of a loan, what was told, and the
-- outbox that carries it to an address. Jobs and what they did.

-- +goose Up

-- Steps before and after a due day. A category with rows of its own has these
-- alone; '*' is for the others.
create table reminder_steps (
    id        integer primary key,
    category  text not null default '*',
    days      integer not null check (days between -60 and 365), -- from the due day
    letter    integer not null default 0 check (letter in (0, 1)),
    open_days integer not null default 0 check (open_days in (0, 1)),
    channels  text not null default '',               -- in order, by commas; '': the library's order
    unique (category, days, letter)
) strict;
insert into reminder_steps (days, letter) values (-3, 0), (-1, 0), (0, 0), (1, 0), (3, 0), (7, 0), (14, 0), (21, 1);

-- The outbox: one message to one address. It is claimed with a lease, and says
-- what became of it.
create table messages (
    id         integer primary key,
    kind       text not null,                         -- reminder, letter, hold_ready, auto_renewed, code, test, …
    run        text not null,                         -- the local day it was planned on
    member_id  integer references members (id),       -- whose address it is; null: a colleague's, for a test
    channel    text not null,                         -- email, whatsapp, gateway, hand, log
    others     text not null default '',              -- channels to try after it, in order
    address    text not null default '',              -- as the channel writes it; '' on the hand list
    language   text not null,
    payload    text not null default '{}',            -- JSON; what is told of loans is read afresh when it is sent
    created_at integer not null,
    not_before integer not null,
    state      text not null default 'waiting'
               check (state in ('waiting', 'sending', 'sent', 'failed', 'withdrawn', 'moved')), -- moved: the next channel has it
    lease_until integer,
    attempts   integer not null default 0,
    uncertain  integer not null default 0 check (uncertain in (0, 1)), -- a try ended without an answer: it may have gone out
    moved_from integer references messages (id),
    provider_id text,
    words      text not null default '',              -- the provider's last words
    settled_at integer,
    staff_id   integer references staff (id),         -- who ticked it on the hand list
    check ((state = 'sending') = (lease_until is not null))
) strict;
create unique index messages_open on messages (channel, address, run, kind) where state = 'waiting' and address <> '' and kind <> 'code';
create index messages_due on messages (channel, not_before) where state = 'waiting';
create index messages_urgent on messages (channel, not_before) where state = 'waiting' and kind in ('code', 'test'); -- they go at any hour, and first
create index messages_leased on messages (lease_until) where state = 'sending';
create index messages_settled on messages (settled_at) where settled_at is not null;
create index messages_by_origin on messages (moved_from) where moved_from is not null;
create index messages_by_member on messages (member_id, id);
create index messages_uncertain on messages (channel) where uncertain = 1;
create index messages_failed on messages (id) where state = 'failed';
create index messages_ticked on messages (settled_at) where channel = 'hand' and state = 'sent' and staff_id is not null;
create unique index messages_by_provider on messages (channel, provider_id) where provider_id is not null;

-- What a member was told of a loan: once for a due date and a step.
create table loan_notices (
    id         integer primary key,
    loan_id    integer not null references loans (id),
    due_at     integer not null,
    step       text not null,                         -- before-3, on-0, after-7, letter-21
    member_id  integer not null references members (id),
    message_id integer references messages (id),
    made_at    integer not null,
    state      text not null default 'waiting' check (state in ('waiting', 'sent', 'failed', 'withdrawn')),
    settled_at integer,
    unique (loan_id, due_at, step)
) strict;
create index loan_notices_by_message on loan_notices (message_id);
create index loan_notices_by_member on loan_notices (member_id, id);

-- Each try, with the provider's words.
create table message_tries (
    id         integer primary key,
    message_id integer not null references messages (id) on delete cascade,
    at         integer not null,
    outcome    text not null check (outcome in ('sent', 'later', 'never', 'unknown', 'delivered', 'read')),
    words      text not null default ''
) strict;
create index message_tries_by_message on message_tries (message_id, id);

-- How much a channel has sent on a local day.
create table channel_days (
    channel text not null,
    day     text not null,
    sent    integer not null default 0,
    failed  integer not null default 0,
    last_at integer,
    primary key (channel, day)
) strict;

-- Texts that staff have changed, by kind, channel and language.
create table message_texts (
    kind       text not null,
    channel    text not null,
    language   text not null,
    subject    text not null default '',
    body       text not null,
    changed_at integer not null,
    staff_id   integer references staff (id),
    primary key (kind, channel, language)
) strict;

-- The ledger: a daily job runs once for a local day, whoever starts it.
create table job_runs (
    id          integer primary key,
    job         text not null,
    slot        text not null,                        -- the local day; for what runs every minute, '' in the latest row
    started_at  integer not null,
    finished_at integer,
    alive_at    integer not null,                     -- a run that has stopped saying so has died
    state       text not null check (state in ('running', 'done', 'failed')),
    door        text not null,                        -- cron, cli, desk
    staff_id    integer references staff (id),
    counts      text not null default '{}',
    error       text not null default ''
) strict;
create unique index job_runs_once on job_runs (job, slot);
create unique index job_runs_alone on job_runs (job) where state = 'running';
create index job_runs_latest on job_runs (started_at);

-- Addresses that a member has proved to be theirs, and codes on their way.
alter table members add column email_verified_at integer;
alter table members add column phone_verified_at integer;
create table contact_codes (
    member_id  integer not null references members (id),
    channel    text not null check (channel in ('email', 'phone')),
    address    text not null,
    code_hash  text not null,
    tries      integer not null default 0,
    expires_at integer not null,
    primary key (member_id, channel)
) strict;

-- The audit trail stays append-only but for one thing: who read what is forgotten
-- when its time has come, and then who acted on their own loan is, too.
drop trigger audit_no_update;
-- +goose StatementBegin
create trigger audit_no_update before update on audit
when not (old.actor = 'member' and new.actor_id is null and old.subject = 'loan'
      and new.id = old.id and new.at = old.at and new.actor = old.actor and new.door = old.door and new.action = old.action
      and new.subject = old.subject and new.subject_id is old.subject_id and new.detail = old.detail)
begin select raise(abort, 'the audit trail is append-only'); end;
-- +goose StatementEnd

-- Whoever stops messages to an address stops them for all who share it.
create index members_by_email on members (lower(email)) where email <> '';

-- What has had its time is found without looking at what has gone already, or stays.
alter table loans add column forgotten integer not null default 0 check (forgotten in (0, 1)); -- its reader is
create index loans_to_forget on loans (closed_at, id) where closed_at is not null and forgotten = 0;
create index holds_ended on holds (coalesce(closed_at, placed_at)) where status in ('filled', 'cancelled', 'expired');
create index returns_by_hold on returns (hold_id) where hold_id is not null;
create index calls_by_age on calls (at);
create index notices_settled on notices (settled_at) where settled_at is not null;
