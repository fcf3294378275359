package dev.slipway.fire.stage;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One process with its log. Whoever kills it finds it started again at once, as in a cluster. */
public final class Program implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final String name;
  private final Path log;
  private List<String> command;
  private @Nullable Process process;
  private boolean wanted;
  private int starts;

  Program(String name, Path log, List<String> command) {
    this.name = name;
    this.log = log;
    this.command = List.copyOf(command);
  }

  synchronized void start() {
    wanted = true;
    begin();
  }

  private synchronized void begin() {
    if (!wanted) {
      return;
    }
    try {
      Process started =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      process = started;
      starts++;
      var unused = started.onExit().thenRun(this::begin);
    } catch (IOException cannot) {
      throw new FireFailure(name + " cannot be started", cannot);
    }
  }

  /** What the next start runs; the present process stays as it is. */
  public synchronized void next(List<String> other) {
    command = List.copyOf(other);
  }

  public synchronized int starts() {
    return starts;
  }

  public Path log() {
    return log;
  }

  private synchronized @Nullable Process process() {
    return process;
  }

  /** {@code kill -9}. */
  public void kill() {
    Process running = process();
    if (running != null) {
      running.destroyForcibly();
    }
  }

  /**
   * SIGTERM; it starts again afterwards.
   *
   * @return how long it took to end
   * @throws FireFailure when it does not end within a minute
   */
  public Duration terminate() {
    Process running = process();
    long begin = System.nanoTime();
    if (running != null) {
      running.destroy();
      await(running);
    }
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  private void await(Process running) {
    try {
      if (!running.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        throw new FireFailure("%s got SIGTERM and lives on after %s".formatted(name, LIMIT));
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      wanted = false;
    }
    kill();
    Process running = process();
    if (running != null) {
      await(running);
    }
  }
}
