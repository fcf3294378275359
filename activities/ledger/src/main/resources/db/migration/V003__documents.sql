-- Every revision of every document, for ever; "document" points at the present one.
create table document_revision (
  kind       text        not null,
  name       text        not null,
  revision   bigint      not null check (revision > 0),
  yaml       text        not null,
  hash       text        not null,
  applied_by text        not null,
  applied_at timestamptz not null,
  primary key (kind, name, revision)
);

create table document (
  kind         text   not null,
  name         text   not null,
  revision     bigint not null,
  hash         text   not null,
  withdrawn_by text,
  withdrawn_at timestamptz,
  primary key (kind, name)
);

create trigger document_revision_rows before update or delete on document_revision
  for each row execute function refuse_change();
create trigger document_revision_table before truncate on document_revision
  for each statement execute function refuse_change();
