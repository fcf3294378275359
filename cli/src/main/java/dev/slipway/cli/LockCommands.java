package dev.slipway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Locks. */
@Command(
    name = "lock",
    description = "Take a lock away from a run that cannot give it back.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    subcommands = LockCommands.Break.class)
final class LockCommands implements Runnable {
  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw Group.needsWord(spec);
  }

  /** Breaks a lock. */
  @Command(
      name = "break",
      description = "Take the lock of a run away; whoever waits gets a higher token.",
      mixinStandardHelpOptions = true,
      sortOptions = false)
  static final class Break implements Callable<Integer> {
    @Mixin Shared shared = new Shared();
    @Mixin Keyed keyed = new Keyed();

    @Parameters(paramLabel = "RUN", description = "The run that holds the lock.")
    String run = "";

    @Option(
        names = {"-m", "--reason"},
        required = true,
        paramLabel = "TEXT",
        description = "Kept in the ledger.")
    String reason = "";

    @Option(
        names = {"-e", "--environment"},
        paramLabel = "ENVIRONMENT",
        description = "Its environment; looked up if absent.")
    @Nullable String environment;

    @Override
    public Integer call() {
      String path =
          "/api/v1/environments/%s/locks/%s/break"
              .formatted(
                  Query.part(environment == null ? lookedUp() : environment), Query.part(run));
      String body = Json.object().put("reason", reason).toString();
      JsonNode answer = shared.api().json(Request.post(path, body, keyed.key()));
      shared.show(answer, a -> "the lock of " + run + " is broken: " + a.path("detail").asText());
      return Exit.SUCCEEDED.code();
    }

    private String lookedUp() {
      return shared
          .api()
          .json(Request.get("/api/v1/releases/" + Query.part(run)))
          .path("asked")
          .path("environment")
          .asText();
    }
  }
}
