create table payments (
    id         uuid primary key,
    customer   text not null,
    reference  text not null,
    amount     integer not null,
    currency   text not null,
    source     text not null,
    status     text not null,
    order_id   uuid unique,
    created_at timestamptz not null
);

-- What was taken from a customer's means of payment: the effect that must never happen twice.
create table charges (
    id         bigint generated always as identity primary key,
    payment_id uuid not null references payments (id),
    reference  text not null,
    amount     integer not null,
    charged_at timestamptz not null default now()
);
create index charges_by_reference on charges (reference);

create table idempotency_keys (
    tenant      text not null,
    operation   text not null,
    key         text not null,
    fingerprint text not null,
    status      integer,
    location    text,
    body        text,
    created_at  timestamptz not null default now(),
    primary key (tenant, operation, key)
);

create table inbox (
    source      text not null,
    id          text not null,
    received_at timestamptz not null default now(),
    primary key (source, id)
);

create table outbox (
    id           bigint generated always as identity primary key,
    topic        text not null,
    key          text not null,
    event        text not null,
    traceparent  text,
    created_at   timestamptz not null default now(),
    published_at timestamptz
);
create index outbox_unpublished on outbox (id) where published_at is null;
