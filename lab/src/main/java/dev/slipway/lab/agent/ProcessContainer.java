package dev.slipway.lab.agent;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A container of a Job that has a command: the command runs as a process of this machine. */
final class ProcessContainer implements RunningContainer {
  private final Process process;
  private final CompletableFuture<Exited> ended = new CompletableFuture<>();

  private ProcessContainer(Process process) {
    this.process = process;
  }

  /**
   * Starts the process with exactly this environment (and a PATH, if it names none).
   *
   * @throws IOException when there is no such command, worded by the operating system
   */
  static ProcessContainer start(
      List<String> command, Map<String, String> environment, Path folder, Consumer<String> log)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).directory(folder.toFile());
    String path = builder.environment().getOrDefault("PATH", "/usr/bin:/bin");
    builder.environment().clear();
    builder.environment().put("PATH", path);
    builder.environment().putAll(environment);
    ProcessContainer container = new ProcessContainer(builder.start());
    Thread.startVirtualThread(() -> container.follow(log));
    return container;
  }

  private void follow(Consumer<String> log) {
    try (BufferedReader lines = process.inputReader()) {
      lines.lines().forEach(log);
    } catch (IOException e) {
      log.accept("the output of this process could not be read: " + e.getMessage());
    }
    ended.complete(Exited.of(process.onExit().join().exitValue()));
  }

  @Override
  public CompletableFuture<Exited> ended() {
    return ended;
  }

  @Override
  public void stop(Duration grace) {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    Thread.startVirtualThread(() -> killAfter(grace));
  }

  private void killAfter(Duration grace) {
    try {
      if (!process.waitFor(Math.max(1, grace.toMillis()), TimeUnit.MILLISECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean ready() {
    return process.isAlive();
  }
}
