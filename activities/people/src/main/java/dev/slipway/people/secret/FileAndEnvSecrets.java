package dev.slipway.people.secret;

import dev.slipway.contract.FailureType;
import dev.slipway.contract.Secrets;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Resolves {@code env:NAME} and {@code file:/path}, and hands other schemes to their stores. Read
 * anew each time, so that a rotated secret is used at once.
 */
public final class FileAndEnvSecrets implements Secrets {
  private static final int LARGEST = 64 << 10;

  private final SecretSources sources;
  private final Map<String, String> variables;
  private final SortedMap<String, Secrets> stores;

  /**
   * @param variables of the process
   * @param stores by scheme without colon, such as {@code kubernetes}
   */
  public FileAndEnvSecrets(
      SecretSources sources, Map<String, String> variables, Map<String, Secrets> stores) {
    this.sources = sources;
    this.variables = variables;
    this.stores = new TreeMap<>(stores);
  }

  @Override
  public String resolve(String reference) {
    int colon = reference.indexOf(':');
    String scheme = colon < 0 ? "" : reference.substring(0, colon);
    Secrets store = stores.get(scheme);
    if (store != null) {
      return store.resolve(reference);
    }
    String rest = reference.substring(colon + 1);
    return switch (scheme) {
      case "env" -> variable(reference, rest);
      case "file" -> file(reference, rest);
      // without a known scheme the text may be the secret itself: it is not repeated
      default ->
          throw failure(
              "a reference to a secret begins with %s, and this one does not: write for example env:NAME"
                  .formatted(schemes()));
    };
  }

  private SortedSet<String> schemes() {
    SortedSet<String> known = new TreeSet<>(stores.keySet());
    known.add("env");
    known.add("file");
    return known;
  }

  private String variable(String reference, String name) {
    if (!name.startsWith(sources.variablePrefix())) {
      throw failure(
          "%s is not open to documents: only variables that begin with %s are"
              .formatted(reference, sources.variablePrefix()));
    }
    String value = variables.get(name);
    if (value == null || value.isEmpty()) {
      throw failure("%s is not set: set this variable where the worker runs".formatted(reference));
    }
    return value;
  }

  /** The real path counts: a link must not lead out of the open folders. */
  private String file(String reference, String name) {
    try {
      Path path = Path.of(name).toRealPath();
      boolean open = false;
      for (Path folder : sources.folders()) {
        open |= Files.exists(folder) && path.startsWith(folder.toRealPath());
      }
      if (!open) {
        throw failure(
            "%s is not open to documents: only files below %s are"
                .formatted(reference, sources.folders()));
      }
      return read(reference, path);
    } catch (IOException | InvalidPathException e) {
      throw failure(
          "%s cannot be read (%s): mount the secret where the worker runs"
              .formatted(reference, e.getClass().getSimpleName()));
    }
  }

  private static String read(String reference, Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length == 0 || bytes.length > LARGEST) {
        throw failure(
            "%s has %s bytes: a secret has 1 to %d"
                .formatted(reference, bytes.length == 0 ? "no" : "too many", LARGEST));
      }
      // editors and kubectl add the newline that nobody means
      return new String(bytes, StandardCharsets.UTF_8).replaceFirst("\\R\\z", "");
    }
  }

  private static ApplicationFailure failure(String message) {
    return FailureType.MISCONFIGURED.failure(message);
  }
}
