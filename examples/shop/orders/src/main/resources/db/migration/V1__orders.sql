create table orders (
    id           uuid primary key,
    customer     text not null,
    reference    text not null,
    sku          text not null,
    quantity     integer not null,
    amount       integer not null,
    currency     text not null,
    note         text,
    status       text not null,
    availability text not null,
    placed_at    timestamptz not null
);
create index orders_by_reference on orders (reference);

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
