package dev.slipway.cli;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether and how long a command waits for the end of a run. */
final class Waiting {
  @Option(
      names = {"-w", "--watch"},
      description = "Show the run as it goes, until it ends.")
  boolean watch;

  @Option(
      names = "--wait",
      description = "Wait for the end without showing the way there; the exit code tells the end.")
  boolean quiet;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      description =
          "Longest waiting, e.g. 30m, with --wait or --watch. The run goes on, the exit code is 6."
              + " For ever if absent.")
  @Nullable Duration timeout;

  int follow(Shared shared, String run) {
    var watcher = new Watcher(shared, run, quiet ? Watcher.Style.QUIET : Watcher.style(shared));
    return watcher.toTheEnd(timeout).code();
  }

  /**
   * To be asked before anything is sent.
   *
   * @throws Trouble when the options contradict each other
   */
  void check() {
    if (timeout != null && !wanted()) {
      throw new Trouble(Exit.USAGE, "--timeout limits a waiting; say --wait or --watch as well");
    }
  }

  boolean wanted() {
    return watch || quiet;
  }
}
