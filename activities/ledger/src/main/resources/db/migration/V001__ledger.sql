-- Facts of runs: one hash chain per run, appended and never changed.
-- hash = SHA-256 over the netstrings (length:bytes,) of run, seq, key, at, recorded_at, fact, prev_hash;
-- times as ISO-8601 in UTC, fact exactly as stored, prev_hash of the first entry 64 zeros.
create table ledger (
  run         text collate "C" not null,
  seq         bigint           not null check (seq > 0),
  key         text collate "C" not null check (length(key) between 1 and 400),
  kind        text             not null,
  at          timestamptz      not null,
  recorded_at timestamptz      not null,
  fact        text             not null,
  prev_hash   text             not null check (prev_hash ~ '^[0-9a-f]{64}$'),
  hash        text             not null check (hash ~ '^[0-9a-f]{64}$'),
  primary key (run, seq),
  unique (run, key)
);

-- Where each chain ends. Locking a row here puts the writers of one run in line and nobody else.
create table run_head (
  run         text collate "C" primary key,
  environment text,
  seq         bigint not null,
  hash        text   not null
) with (fillfactor = 70);

-- One chain over all runs: a chain of a run cannot be cut or replaced without breaking this one.
-- hash = SHA-256 over the netstrings of number, run, seq, entry_hash, at, prev_hash.
create table checkpoint (
  number     bigint           primary key,
  run        text collate "C" not null,
  seq        bigint           not null,
  entry_hash text             not null,
  at         timestamptz      not null,
  prev_hash  text             not null,
  hash       text             not null,
  unique (run, seq)
);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: % is refused', tg_table_name, tg_op
    using errcode = 'insufficient_privilege';
end $$;

create trigger ledger_rows before update or delete on ledger
  for each row execute function refuse_change();
create trigger ledger_table before truncate on ledger
  for each statement execute function refuse_change();
create trigger checkpoint_rows before update or delete on checkpoint
  for each row execute function refuse_change();
create trigger checkpoint_table before truncate on checkpoint
  for each statement execute function refuse_change();
