-- What the QR code of a member's card carries: a random name for the member that
-- desk and kiosk can look up. It opens nothing by itself. It is kept as it is, since
-- the card must be shown again; the member replaces it when a card is lost.

-- +goose Up

create table card_tokens (
    member_id integer primary key references members (id) on delete cascade,
    token     text not null unique,    -- 130 random bits in Crockford's base 32
    made_at   integer not null
) strict;
