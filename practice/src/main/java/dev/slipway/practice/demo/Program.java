package dev.slipway.practice.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One process of the demo with its log file. Can be killed like in real life, and started again.
 */
final class Program {
  private final String name;
  private final Path log;
  private final List<String> command;
  private final Map<String, String> environment;
  private @Nullable Process process;

  Program(String name, Path log, List<String> command, Map<String, String> environment) {
    this.name = name;
    this.log = log;
    this.command = List.copyOf(command);
    this.environment = new LinkedHashMap<>(environment);
  }

  void start() {
    try {
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().putAll(environment);
      builder
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      process = builder.start();
    } catch (IOException cannot) {
      throw new DemoFailure(name + " cannot be started", cannot);
    }
  }

  /** Waits for a sign of life; a process that ended instead is a failure that names its log. */
  void awaitReady(Duration limit, java.util.function.BooleanSupplier ready) {
    Waiting.until(
        name + " (log: " + log + ")",
        limit,
        () -> {
          if (process == null || !process.isAlive()) {
            throw new DemoFailure(name + " ended at its start; see " + log);
          }
          return ready.getAsBoolean();
        });
  }

  long pid() {
    return process == null ? -1 : process.pid();
  }

  /** {@code kill -9}: no goodbye. */
  void kill() {
    if (process != null) {
      process.destroyForcibly();
      await(process, 10);
    }
  }

  /** SIGTERM, then force. */
  void stop() {
    if (process == null) {
      return;
    }
    process.destroy();
    if (!await(process, 8)) {
      process.destroyForcibly();
    }
  }

  private static boolean await(Process process, long seconds) {
    try {
      return process.waitFor(seconds, TimeUnit.SECONDS);
    } catch (InterruptedException hurry) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
