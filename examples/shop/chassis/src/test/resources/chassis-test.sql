create table idempotency_keys (
    tenant text not null, operation text not null, key text not null, fingerprint text not null,
    status integer, location text, body text, created_at timestamptz not null default now(),
    primary key (tenant, operation, key)
);
create table inbox (source text not null, id text not null, received_at timestamptz default now(), primary key (source, id));
create table outbox (
    id bigint generated always as identity primary key, topic text not null, key text not null, event text not null,
    traceparent text, created_at timestamptz default now(), published_at timestamptz
);
create table effects (id text);
