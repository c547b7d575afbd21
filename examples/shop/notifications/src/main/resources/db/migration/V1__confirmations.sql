create table confirmations (
    id        bigint generated always as identity primary key,
    order_id  uuid not null,
    customer  text not null,
    reference text not null,
    outcome   text not null,
    message   text not null,
    sent_at   timestamptz not null default now()
);
create index confirmations_of_order on confirmations (order_id);
create index confirmations_of_customer on confirmations (customer, id);

create table inbox (
    source      text not null,
    id          text not null,
    received_at timestamptz not null default now(),
    primary key (source, id)
);
