package dev.slipway.lab.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * The log files of one container: {@code 0.log} for its first run, {@code 1.log} after its first
 * restart. Each line starts with the time it was written, as the container runtime writes it.
 */
final class ContainerLog {
  private final Path folder;

  ContainerLog(Path podFolder, String container) {
    this.folder = podFolder.resolve(container);
  }

  Path folder() throws IOException {
    return Files.createDirectories(folder);
  }

  /** Appends one line to the log of a run. */
  synchronized void append(int run, String line) {
    try {
      Files.createDirectories(folder);
      Files.writeString(
          file(run),
          Instant.now() + " " + line + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("the log of " + folder + " cannot be written", e);
    }
  }

  /** All lines of a run; none if that run never wrote. */
  List<String> lines(int run) throws IOException {
    try {
      return Files.readAllLines(file(run));
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  /** The number of the newest run that wrote something, or -1. */
  int newestRun() throws IOException {
    if (!Files.isDirectory(folder)) {
      return -1;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches("\\d+\\.log"))
          .mapToInt(name -> Integer.parseInt(name.substring(0, name.length() - 4)))
          .max()
          .orElse(-1);
    }
  }

  private Path file(int run) {
    return folder.resolve(run + ".log");
  }
}
