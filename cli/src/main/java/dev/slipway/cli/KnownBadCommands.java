package dev.slipway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Known-bad digests. */
@Command(
    name = "known-bad",
    description = "Digests that are refused everywhere.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    subcommands = {KnownBadCommands.ListAll.class, KnownBadCommands.Lift.class})
final class KnownBadCommands implements Runnable {
  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw Group.needsWord(spec);
  }

  /** Lists them. */
  @Command(
      name = "list",
      description = "List known-bad digests, newest first.",
      mixinStandardHelpOptions = true,
      sortOptions = false)
  static final class ListAll implements Callable<Integer> {
    @Mixin Shared shared = new Shared();

    @Override
    public Integer call() {
      shared.show(shared.api().json(Request.get("/api/v1/known-bad")), ListAll::words);
      return Exit.SUCCEEDED.code();
    }

    private static String words(JsonNode bad) {
      var table = new Table("DIGEST", "RUN", "SINCE", "WHY");
      bad.forEach(
          b ->
              table.row(
                  b.path("digest").asText(),
                  b.path("run").asText(),
                  b.path("since").asText(),
                  b.path("why").asText()));
      return bad.isEmpty() ? "no known-bad digests" : table.text();
    }
  }

  /** Lifts one. */
  @Command(
      name = "lift",
      description = "Let a digest be released again.",
      mixinStandardHelpOptions = true,
      sortOptions = false)
  static final class Lift implements Callable<Integer> {
    @Mixin Shared shared = new Shared();

    @Parameters(paramLabel = "DIGEST", description = "sha256: and 64 hex digits.")
    String digest = "";

    @Option(
        names = {"-m", "--reason"},
        required = true,
        paramLabel = "TEXT",
        description = "Kept in the ledger.")
    String reason = "";

    @Override
    public Integer call() {
      String path =
          new Query("/api/v1/known-bad/" + Query.part(digest)).with("reason", reason).text();
      shared.api().json(Request.delete(path));
      shared.show(Json.object().put("lifted", digest), a -> digest + " may be released again");
      return Exit.SUCCEEDED.code();
    }
  }
}
