package dev.slipway.ledger.proof;

import dev.slipway.artifact.Digest;
import dev.slipway.ledger.Database;
import dev.slipway.ledger.Moments;
import dev.slipway.ledger.PlainText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Pieces of evidence by digest. */
public final class Proofs {
  private static final String COLUMNS = "kind, digest, outcome, url, by, at, details";

  private final Database database;

  public Proofs(Database database) {
    this.database = database;
  }

  /** Adds one; a repeated call adds it again, which changes no answer. */
  public void record(Proof proof) {
    database.call(
        client ->
            client
                .sql("insert into evidence (%s) values (?, ?, ?, ?, ?, ?, ?)".formatted(COLUMNS))
                .param(proof.kind())
                .param(proof.digest().value())
                .param(proof.outcome().name().toLowerCase(Locale.ROOT))
                .param(PlainText.ofAny(proof.url()))
                .param(proof.by())
                .param(Moments.parameter(proof.at()))
                .param(PlainText.ofAny(proof.details()))
                .update());
  }

  /** The newest piece of a kind about exactly this digest. */
  public Optional<Proof> newest(Digest digest, String kind) {
    return database.call(
        client ->
            client
                .sql(
                    "select %s from evidence where digest = ? and kind = ? order by at desc, id desc limit 1"
                        .formatted(COLUMNS))
                .param(digest.value())
                .param(kind)
                .query(Proofs::proof)
                .optional());
  }

  /** Everything about a digest, the newest first, at most 1,000. */
  public List<Proof> all(Digest digest) {
    return database.call(
        client ->
            client
                .sql(
                    "select %s from evidence where digest = ? order by at desc, id desc limit 1000"
                        .formatted(COLUMNS))
                .param(digest.value())
                .query(Proofs::proof)
                .list());
  }

  private static Proof proof(ResultSet row, int number) throws SQLException {
    return new Proof(
        row.getString(1),
        Digest.of(row.getString(2)),
        ProofOutcome.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
        row.getString(4),
        row.getString(5),
        Moments.read(row, 6),
        row.getString(7));
  }
}
