package dev.slipway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Environments. */
@Command(
    name = "environment",
    description = "Look at environments; stop and lift in an emergency.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    subcommands = {
      EnvironmentCommands.ListAll.class,
      EnvironmentCommands.Show.class,
      EnvironmentCommands.Stop.class,
      EnvironmentCommands.Lift.class
    })
final class EnvironmentCommands implements Runnable {
  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw Group.needsWord(spec);
  }

  /** Lists environments. */
  @Command(
      name = "list",
      description = "List environments, their stops and open runs.",
      mixinStandardHelpOptions = true,
      sortOptions = false)
  static final class ListAll implements Callable<Integer> {
    @Mixin Shared shared = new Shared();

    @Override
    public Integer call() {
      shared.show(shared.api().json(Request.get("/api/v1/environments")), ListAll::words);
      return Exit.SUCCEEDED.code();
    }

    private static String words(JsonNode environments) {
      var table = new Table("ENVIRONMENT", "SITE", "STOPPED", "OPEN RUNS");
      environments.forEach(
          e ->
              table.row(
                  e.path("name").asText(),
                  e.path("site").asText(),
                  e.path("stopped").asBoolean() ? e.path("stop").asText() : "no",
                  Integer.toString(e.path("open").size())));
      return environments.isEmpty()
          ? "no environments; register one by slipway apply"
          : table.text();
    }
  }

  /** Shows one. */
  @Command(
      name = "show",
      description = "Show one environment: its site, its stop, and who is at work or waits in it.",
      mixinStandardHelpOptions = true,
      sortOptions = false)
  static final class Show implements Callable<Integer> {
    @Mixin Shared shared = new Shared();

    @Parameters(paramLabel = "ENVIRONMENT", description = "Which one.")
    String environment = "";

    @Override
    public Integer call() {
      String path = "/api/v1/environments/" + Query.part(environment);
      shared.show(shared.api().json(Request.get(path)), Show::words);
      return Exit.SUCCEEDED.code();
    }

    private static String words(JsonNode it) {
      var table = new Table("RUN", "STATE", "SUMMARY");
      it.path("open")
          .forEach(
              run ->
                  table.row(
                      run.path("run").asText(),
                      run.path("state").asText(),
                      run.path("summary").asText()));
      String unattended = it.path("unattended").asText("");
      return "%s at site %s: %s%n%s%s"
          .formatted(
              it.path("name").asText(),
              it.path("site").asText(),
              it.path("stopped").asBoolean() ? it.path("stop").asText() : "no stop is in force",
              unattended.isEmpty() ? "" : "nothing moves: %s%n".formatted(unattended),
              it.path("open").isEmpty() ? "no open runs" : table.text());
    }
  }

  /** Stops. */
  @Command(
      name = "stop",
      description = "Emergency stop: nothing starts or advances until it is lifted.",
      mixinStandardHelpOptions = true,
      sortOptions = false)
  static final class Stop implements Callable<Integer> {
    @Mixin Shared shared = new Shared();
    @Mixin Keyed keyed = new Keyed();

    @Parameters(paramLabel = "ENVIRONMENT", description = "Which one.")
    String environment = "";

    @Option(
        names = {"-m", "--reason"},
        required = true,
        paramLabel = "TEXT",
        description = "Kept in the ledger.")
    String reason = "";

    @Option(names = "--to-stable", description = "Also abort what runs, which takes it back.")
    boolean toStable;

    @Override
    public Integer call() {
      ObjectNode body = Json.object().put("reason", reason).put("toStable", toStable);
      String path = "/api/v1/environments/%s/stop".formatted(Query.part(environment));
      JsonNode answer = shared.api().json(Request.post(path, body.toString(), keyed.key()));
      shared.show(answer, a -> environment + " is stopped: " + a.path("detail").asText());
      return Exit.SUCCEEDED.code();
    }
  }

  /** Lifts. */
  @Command(
      name = "lift",
      description = "Lift an emergency stop.",
      mixinStandardHelpOptions = true,
      sortOptions = false)
  static final class Lift implements Callable<Integer> {
    @Mixin Shared shared = new Shared();
    @Mixin Keyed keyed = new Keyed();

    @Parameters(paramLabel = "ENVIRONMENT", description = "Which one.")
    String environment = "";

    @Option(
        names = {"-m", "--reason"},
        paramLabel = "TEXT",
        description = "Kept in the ledger.")
    @Nullable String reason;

    @Override
    public Integer call() {
      ObjectNode body = Json.object();
      if (reason != null) {
        body.put("reason", reason);
      }
      String path = "/api/v1/environments/%s/lift".formatted(Query.part(environment));
      JsonNode answer = shared.api().json(Request.post(path, body.toString(), keyed.key()));
      shared.show(answer, a -> environment + " goes on: " + a.path("detail").asText());
      return Exit.SUCCEEDED.code();
    }
  }
}
