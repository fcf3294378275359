package dev.slipway.lab.witness;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The registry's own log of requests, in the common form of web servers, from one moment on. */
public final class RegistryLog {
  private static final Pattern REQUEST =
      Pattern.compile(
          "\\S+ - \\S+ \\[[^]]+] \"([A-Z]+) (\\S+) [^\"]*\" ([0-9]{3}) \\S+ \"[^\"]*\" \"([^\"]*)\".*");

  private final LogTail tail;

  private RegistryLog(LogTail tail) {
    this.tail = tail;
  }

  /** Begins at the present end of the file. */
  public static RegistryLog begin(Path file) {
    return new RegistryLog(LogTail.begin(file));
  }

  /**
   * One request that was answered.
   *
   * @param path with its query
   * @param by the program that asked, as it calls itself
   */
  public record Asked(String method, String path, int status, String by) {
    /** Whether it leaves something behind. */
    public boolean writes() {
      return !List.of("GET", "HEAD").contains(method);
    }

    @Override
    public String toString() {
      return "%s %s %d by %s".formatted(method, path, status, by);
    }

    static Optional<Asked> of(String line) {
      Matcher words = REQUEST.matcher(line);
      return words.matches()
          ? Optional.of(
              new Asked(
                  words.group(1), words.group(2), Integer.parseInt(words.group(3)), words.group(4)))
          : Optional.empty();
    }
  }

  /** In the order of their answers. */
  public List<Asked> requests() {
    return tail.lines().stream().map(Asked::of).flatMap(Optional::stream).toList();
  }
}
