-- What the API reads; folded from the ledger in the transaction that appends to it, and refoldable.
create table run_view (
  run          text collate "C" primary key,
  kind         text   not null,
  environment  text,
  services     text[] not null,
  state        text   not null,
  requested_by text   not null,
  reason       text   not null,
  started_at   timestamptz,
  updated_at   timestamptz,
  ended_at     timestamptz,
  summary      text   not null,
  waiting_for  text,
  seq          bigint not null,
  fold_version int    not null,
  detail       json   not null
) with (fillfactor = 70);

create index run_view_newest on run_view (started_at desc, run desc);
create index run_view_environment on run_view (environment, started_at desc, run desc);
create index run_view_open on run_view (environment, run) where ended_at is null;
create index run_view_services on run_view using gin (services);

create table known_bad (
  digest      text        primary key,
  why         text        not null,
  run         text        not null,
  since       timestamptz not null,
  lifted_by   text,
  lifted_for  text,
  lifted_at   timestamptz
);

create index known_bad_now on known_bad (since desc) where lifted_at is null;

-- target = namespace.kind.name of the workload
create table last_good (
  environment text        not null,
  service     text        not null,
  target      text        not null,
  run         text        not null,
  at          timestamptz not null,
  good        json        not null,
  primary key (environment, service, target)
);
