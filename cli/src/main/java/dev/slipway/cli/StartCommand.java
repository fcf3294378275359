package dev.slipway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Starts a release. */
@Command(
    name = "start",
    description = "Start a release.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class StartCommand implements Callable<Integer> {
  @Mixin Shared shared = new Shared();
  @Mixin Keyed keyed = new Keyed();
  @Mixin Wanted wanted = new Wanted();
  @Mixin Waiting waiting = new Waiting();

  @Override
  public Integer call() {
    waiting.check();
    JsonNode started =
        shared.api().json(Request.post("/api/v1/releases", wanted.body(), keyed.key()));
    String run = started.path("run").asText();
    if (!waiting.wanted()) {
      shared.show(
          started, s -> "started %s; follow it: slipway release watch %s".formatted(run, run));
      return Exit.SUCCEEDED.code();
    }
    shared.note("started " + run);
    return waiting.follow(shared, run);
  }
}
