-- Runs after every migration, so that new tables get their rights as well. The runtime role can
-- read and add facts; nobody but the owner could ever take one away, and the triggers refuse that.
grant usage on schema ${flyway:defaultSchema} to "${runtime}";
grant select on all tables in schema ${flyway:defaultSchema} to "${runtime}";
grant insert on ledger, checkpoint, document_revision, evidence to "${runtime}";
grant insert, update on run_head, run_view, known_bad, last_good, document, token to "${runtime}";
grant insert, update, delete on idempotency_key to "${runtime}";
