package dev.slipway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.release.RunState;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looking at runs. */
final class ReleaseReadCommands {
  private ReleaseReadCommands() {}

  /** Lists runs. */
  @Command(
      name = "list",
      description = "List runs, newest first.",
      mixinStandardHelpOptions = true,
      sortOptions = false)
  static final class ListRuns implements Callable<Integer> {
    @Mixin Shared shared = new Shared();

    @Option(
        names = {"-e", "--environment"},
        paramLabel = "ENVIRONMENT",
        description = "Only of this environment.")
    @Nullable String environment;

    @Option(
        names = {"-s", "--service"},
        paramLabel = "SERVICE",
        description = "Only with this service.")
    @Nullable String service;

    @Option(
        names = "--state",
        paramLabel = "STATE",
        description = "Only in this state: ${COMPLETION-CANDIDATES}.")
    @Nullable RunState state;

    @Option(names = "--open", description = "Only runs that have not ended.")
    boolean open;

    @Option(
        names = "--limit",
        paramLabel = "N",
        defaultValue = "50",
        description = "At most so many. Default: ${DEFAULT-VALUE}")
    int limit;

    @Override
    public Integer call() {
      String path =
          new Query("/api/v1/releases")
              .with("environment", environment)
              .with("service", service)
              .with("state", state == null ? null : state.name())
              .with("open", open ? "true" : null)
              .with("limit", Integer.toString(limit))
              .text();
      shared.show(shared.api().json(Request.get(path)), RunText::list);
      return Exit.SUCCEEDED.code();
    }
  }

  /** Shows one run. */
  @Command(
      name = "show",
      description = "Show one run as it stands.",
      mixinStandardHelpOptions = true,
      sortOptions = false)
  static final class Show implements Callable<Integer> {
    @Mixin Shared shared = new Shared();

    @Parameters(paramLabel = "RUN", description = "Id of the run.")
    String run = "";

    @Override
    public Integer call() {
      JsonNode view = shared.api().json(Request.get("/api/v1/releases/" + Query.part(run)));
      shared.show(view, v -> String.join("\n", RunText.tree(v, shared.screen())));
      return Exit.SUCCEEDED.code();
    }
  }

  /** Watches one run. */
  @Command(
      name = "watch",
      description = "Show one run as it goes, until it ends; the exit code tells the end.",
      mixinStandardHelpOptions = true,
      sortOptions = false)
  static final class Watch implements Callable<Integer> {
    @Mixin Shared shared = new Shared();

    @Parameters(paramLabel = "RUN", description = "Id of the run.")
    String run = "";

    @Option(
        names = "--timeout",
        paramLabel = "DURATION",
        description = "Longest waiting, e.g. 30m. For ever if absent.")
    @Nullable Duration timeout;

    @Override
    public Integer call() {
      var watcher = new Watcher(shared, run, Watcher.style(shared));
      return watcher.toTheEnd(timeout).code();
    }
  }
}
