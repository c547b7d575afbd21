create table stock (
    sku      text primary key,
    quantity bigint not null check (quantity >= 0)
);

insert into stock (sku, quantity) values
    ('espresso-machine', 1000000),
    ('burr-grinder', 1000000),
    ('milk-frother', 1000000),
    ('sold-out-kettle', 0);

create table reservations (
    order_id    uuid primary key,
    sku         text not null,
    quantity    integer not null,
    reserved_at timestamptz not null default now()
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
