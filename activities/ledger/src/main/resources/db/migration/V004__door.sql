-- Tokens are kept by the SHA-256 of their secret: whoever reads this table can use none of them.
create table token (
  id           text        primary key,
  hash         text        not null unique,
  owner        text        not null,
  roles        text[]      not null,
  environments text[]      not null,
  services     text[]      not null,
  created_by   text        not null,
  created_at   timestamptz not null,
  expires_at   timestamptz,
  revoked_by   text,
  revoked_at   timestamptz
);

-- What somebody proved about a digest.
create table evidence (
  id          bigint generated always as identity primary key,
  kind        text        not null,
  digest      text        not null,
  outcome     text        not null check (outcome in ('passed', 'failed')),
  url         text,
  by          text        not null,
  at          timestamptz not null,
  recorded_at timestamptz not null default clock_timestamp(),
  details     text
);

create index evidence_newest on evidence (digest, kind, at desc, id desc);

create trigger evidence_rows before update or delete on evidence
  for each row execute function refuse_change();
create trigger evidence_table before truncate on evidence
  for each statement execute function refuse_change();

-- The same key means the same effect once, whichever API process is asked.
create table idempotency_key (
  caller       text        not null,
  endpoint     text        not null,
  key          text        not null,
  request_hash text        not null,
  subject      text        not null,
  attempt      uuid        not null,
  started_at   timestamptz not null,
  status       int,
  body         text,
  finished_at  timestamptz,
  primary key (caller, endpoint, key)
);

create index idempotency_key_age on idempotency_key (started_at);
