package dev.slipway.fire.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Kills parts of the lab and starts them again.
 *
 * @param state the lab's folder
 * @param script {@code lab/lab}
 */
public record LabParts(Path state, Path script) {
  private static final long LIMIT_SECONDS = 120;

  /** {@code kill -9} of several parts and their children, as at once as a machine can. */
  public void kill(List<String> names) {
    List<ProcessHandle> doomed = new ArrayList<>();
    for (String name : names) {
      ProcessHandle part = handle(name);
      doomed.add(part);
      part.descendants().forEach(doomed::add);
    }
    doomed.forEach(ProcessHandle::destroyForcibly);
    Waiting.until(
        "the end of " + names,
        Duration.ofSeconds(10),
        () -> doomed.stream().noneMatch(ProcessHandle::isAlive));
  }

  private ProcessHandle handle(String name) {
    Path file = state.resolve("run").resolve(name + ".pid");
    try {
      return ProcessHandle.of(Long.parseLong(Files.readString(file).strip()))
          .orElseThrow(() -> new FireFailure(name + " does not run: see lab/lab status"));
    } catch (IOException absent) {
      throw new FireFailure("the lab has no part " + name + ": see lab/lab status", absent);
    }
  }

  /** Comes back when they serve. */
  public void start(List<String> names) {
    List<String> command = new ArrayList<>(List.of(script.toString(), "start"));
    command.addAll(names);
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(
                  ProcessBuilder.Redirect.appendTo(
                      state.resolve("logs").resolve("fire.log").toFile()))
              .start();
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new FireFailure("%s did not start again; see the lab's logs".formatted(names));
      }
    } catch (IOException e) {
      throw new FireFailure(script + " cannot be run", e);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
