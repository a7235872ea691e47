-- Signed links, which reminders carry: each opens a few loans of one member for a
-- while, without signing in. The token is kept as a hash only.

-- +goose Up

create table links (
    id         integer primary key,
    token_hash text not null unique,
    member_id  integer not null references members (id),
    issued_at  integer not null,
    expires_at integer not null,
    revoked_at integer,
    check (expires_at > issued_at)
) strict;
create index links_by_expiry on links (expires_at);
create index links_standing_by_member on links (member_id) where revoked_at is null;

create table link_loans (
    link_id  integer not null references links (id) on delete cascade,
    position integer not null,                        -- in the order of the reminder
    loan_id  integer not null references loans (id),
    primary key (link_id, position),
    unique (link_id, loan_id)
) strict;
create index link_loans_by_loan on link_loans (loan_id);
