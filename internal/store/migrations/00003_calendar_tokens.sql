-- Due dates in calendar programs: each member may have one private link, which a
-- program follows without signing in. The token is kept as a hash only.

-- +goose Up

create table calendar_tokens (
    id          integer primary key,
    member_id   integer not null references members (id),
    token_hash  text not null unique,
    with_titles integer not null check (with_titles in (0, 1)),
    language    text not null,                        -- of the page it was made on; "" for the library's
    created_at  integer not null,
    revoked_at  integer                               -- kept a while: an ended link is not a wrong one
) strict;
create unique index calendar_tokens_one_active on calendar_tokens (member_id) where revoked_at is null;
create index calendar_tokens_by_member on calendar_tokens (member_id, id);

-- Events are named for ever, and no other library may have the same name: names
-- are made of the loan's id and this secret, which no answer shows.
create table calendar_names (
    id     integer primary key check (id = 1),
    secret blob not null
) strict;
insert into calendar_names (id, secret) values (1, randomblob(32));

-- How often the due date has changed, by whatever door. The count of renewals does
-- not tell: an import can lower it.
alter table loans add column due_changes integer not null default 0;
update loans set due_changes = renewals;
