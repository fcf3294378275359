package dev.slipway.fire.kill;

import dev.slipway.artifact.Digest;
import dev.slipway.evidence.Fact;
import dev.slipway.fire.stage.Crew;
import dev.slipway.lab.witness.RegistryLog;
import dev.slipway.lab.witness.StatementLog;
import dev.slipway.lab.witness.StatementLog.Statement;
import dev.slipway.ledger.Database;
import dev.slipway.testkit.invariant.RunStory;
import java.util.ArrayList;
import java.util.List;

/**
 * What the registry and PostgreSQL themselves wrote down while rounds were played: who asked, and
 * who changed what.
 *
 * @param database of the installation, and its user
 */
record Logs(RegistryLog registry, StatementLog postgres, Database ledger, String database) {
  private static final String LEDGER = "ledger";
  private static final List<String> CHANGES = List.of("update", "delete", "truncate");

  /** The lab's own push of images. */
  private static final String LAB = "slipway-lab";

  static Logs fromNow(Crew crew) {
    return new Logs(
        crew.lab().registryFromNow(), crew.lab().statementsFromNow(), crew.ledger(), crew.name());
  }

  List<String> wrong(List<RunStory> runs) {
    List<String> wrong = new ArrayList<>();
    written(wrong);
    unread(runs, wrong);
    statements(runs, wrong);
    return wrong;
  }

  /** Releases only read in a registry. */
  private void written(List<String> wrong) {
    registry.requests().stream()
        .filter(asked -> asked.writes() && !asked.by().equals(LAB))
        .forEach(asked -> wrong.add("something was written into the registry: " + asked));
  }

  /** What is set was looked at before, under the very digest. */
  private void unread(List<RunStory> runs, List<String> wrong) {
    List<String> read =
        registry.requests().stream()
            .filter(asked -> asked.status() == 200 && !asked.by().equals(LAB))
            .map(RegistryLog.Asked::path)
            .toList();
    for (RunStory run : runs) {
      run.all(Fact.ChangeIntended.class).stream()
          .filter(intended -> intended.key().value().startsWith("rollout/"))
          .flatMap(intended -> intended.to().images().stream())
          .flatMap(image -> image.image().digest().stream())
          .map(Digest::value)
          .filter(digest -> read.stream().noneMatch(path -> path.endsWith("/manifests/" + digest)))
          .forEach(
              digest ->
                  wrong.add("%s set %s and never read its manifest".formatted(run.run(), digest)));
    }
  }

  /** A ledger only grows, by one hand, and each fact in it was written by a statement. */
  private void statements(List<RunStory> runs, List<String> wrong) {
    List<Statement> all = postgres.statements(database);
    all.stream()
        .filter(one -> !one.user().equals(database))
        .forEach(one -> wrong.add("another hand in the ledger: " + one));
    all.stream()
        .filter(one -> CHANGES.stream().anyMatch(verb -> one.is(verb, LEDGER)))
        .forEach(one -> wrong.add("a fact was changed: " + one));
    long inserts = all.stream().filter(one -> one.is("insert", LEDGER)).count();
    if (inserts < batches(runs)) {
      wrong.add(
          "the ledger holds facts of %d writes, and its log knows of %d"
              .formatted(batches(runs), inserts));
    }
  }

  /** Facts of one statement share the moment of their recording. */
  private long batches(List<RunStory> runs) {
    String[] names = runs.stream().map(run -> run.run().value()).toArray(String[]::new);
    return ledger.read(
        client ->
            client
                .sql("select count(distinct (run, recorded_at)) from ledger where run = any (?)")
                .param(names)
                .query(Long.class)
                .single());
  }
}
