package dev.slipway.practice.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One process of the demo with its log file. Can be killed like in real life, and started again.
 */
final class Program {
  private static final Duration LONGEST_START = Duration.ofMinutes(10);
  private static final Duration USUAL_START = Duration.ofSeconds(60);

  private final String name;
  private final Path log;
  private final Path pidFile;
  private final List<String> command;
  private final Warden warden;
  private @Nullable Process process;
  private boolean killed;
  private boolean stopped;

  /**
   * @param home where its log and the file with its process number lie
   */
  Program(String name, Path home, List<String> command, Warden warden) {
    this.name = name;
    this.log = home.resolve(name + ".log");
    this.pidFile = home.resolve(name + ".pid");
    this.command = List.copyOf(command);
    this.warden = warden;
  }

  String name() {
    return name;
  }

  Path log() {
    return log;
  }

  Path pidFile() {
    return pidFile;
  }

  /** Does nothing once it was stopped: the end of the demo must not meet a new process. */
  synchronized void start() {
    if (stopped) {
      return;
    }
    forget();
    try {
      Process started =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      process = started;
      killed = false;
      warden.watch(started.pid());
      Files.writeString(pidFile, started.pid() + "\n");
    } catch (IOException cannot) {
      throw new DemoFailure(name + " cannot be started", cannot);
    }
  }

  /**
   * Waits for a sign of life, long: a busy machine is no reason to give up a process that lives.
   * One that ended instead is a failure that names its log.
   */
  void awaitReady(BooleanSupplier ready) {
    long begin = System.nanoTime();
    var told = new AtomicBoolean();
    Waiting.until(
        "the %s to be ready (log: %s)".formatted(name, log),
        LONGEST_START,
        () -> {
          if (!isAlive()) {
            throw new DemoFailure("the %s ended at its start; see %s".formatted(name, log));
          }
          if (System.nanoTime() - begin > USUAL_START.toNanos() && !told.getAndSet(true)) {
            Stage.say("  the %s is still starting; this machine has much to do".formatted(name));
          }
          return ready.getAsBoolean();
        });
  }

  synchronized boolean isAlive() {
    return process != null && process.isAlive();
  }

  /** By another hand than ours. */
  synchronized boolean hasDied() {
    return process != null && !process.isAlive() && !killed && !stopped;
  }

  synchronized long pid() {
    return process == null ? -1 : process.pid();
  }

  /** {@code kill -9}: no goodbye. It is missed by nobody until it is started again. */
  synchronized void kill() {
    if (process != null) {
      killed = true;
      process.destroyForcibly();
      await(process, 10);
    }
  }

  /** SIGTERM, then force. */
  synchronized void stop() {
    stopped = true;
    if (process == null) {
      return;
    }
    process.destroy();
    if (!await(process, 8)) {
      process.destroyForcibly();
    }
    forget();
  }

  private void forget() {
    if (process != null) {
      warden.forget(process.pid());
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
