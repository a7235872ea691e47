-- Shared screens in the library. A device becomes a kiosk by a code that is shown
-- once; code and cookie are kept as hashes only.

-- +goose Up

create table kiosks (
    id              integer primary key,
    name            text not null unique,             -- where it stands, in the library's words
    added_at        integer not null,
    code_hash       text unique,                      -- null: used, so the device is registered
    code_expires_at integer,
    token_hash      text unique,                      -- of the device's cookie
    registered_at   integer,
    check ((code_hash is null) = (code_expires_at is null)),
    check ((token_hash is null) = (registered_at is null)),
    check (code_hash is null or token_hash is null)
) strict;

-- Who stands before a kiosk: at most one person at a time, for a minute.
create table kiosk_visits (
    kiosk_id   integer primary key references kiosks (id) on delete cascade,
    token_hash text not null,
    member_id  integer references members (id),       -- null: the PIN is still to come
    held       blob not null default x'',             -- what was typed so far, sealed with the visit's own token
    receipt    text not null default '',              -- the reference of what was renewed last
    seen_at    integer not null
) strict;
