package dev.slipway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The ledger. */
@Command(
    name = "ledger",
    description = "Check and export the evidence of runs.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    subcommands = {LedgerCommands.Verify.class, LedgerCommands.Export.class})
final class LedgerCommands implements Runnable {
  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw Group.needsWord(spec);
  }

  /** Verifies. */
  @Command(
      name = "verify",
      description = "Recompute the hash chains; exit code 1 when one is broken.",
      mixinStandardHelpOptions = true,
      sortOptions = false)
  static final class Verify implements Callable<Integer> {
    @Mixin Shared shared = new Shared();

    @Parameters(arity = "0..1", paramLabel = "RUN", description = "One run; all if absent.")
    @Nullable String run;

    @Override
    public Integer call() {
      ObjectNode body = Json.object();
      if (run != null) {
        body.put("run", run);
      }
      JsonNode found = shared.api().json(Request.look("/api/v1/ledger/verify", body.toString()));
      shared.show(found, Verify::words);
      return found.path("intact").asBoolean() ? Exit.SUCCEEDED.code() : Exit.FAILED.code();
    }

    private static String words(JsonNode found) {
      var text = new StringBuilder();
      text.append(
          "%s: %s of %s, %s%n"
              .formatted(
                  found.path("intact").asBoolean() ? "intact" : "BROKEN",
                  Words.count(found.path("entries").asLong(), "fact"),
                  Words.count(found.path("runs").asLong(), "run"),
                  Words.count(found.path("checkpoints").asLong(), "checkpoint")));
      found.path("breaks").forEach(b -> text.append("  ").append(b.asText()).append('\n'));
      return text.toString();
    }
  }

  /** Exports. */
  @Command(
      name = "export",
      description = "Print all facts of a run, one JSON object per line.",
      mixinStandardHelpOptions = true,
      sortOptions = false)
  static final class Export implements Callable<Integer> {
    @Mixin Shared shared = new Shared();

    @Parameters(paramLabel = "RUN", description = "Id of the run.")
    String run = "";

    @Override
    public Integer call() {
      Request request =
          Request.get("/api/v1/ledger/" + Query.part(run)).accepting("application/x-ndjson");
      shared.screen().out().print(shared.api().text(request));
      shared.screen().out().flush();
      return Exit.SUCCEEDED.code();
    }
  }
}
