package dev.slipway.fire.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What is shipped.
 *
 * @param newWorker of another build than {@code worker}, to take over in the middle
 */
public record Jars(Path worker, Path newWorker, Path api) {

  /** Those of a project folder; the same build of the worker before and after. */
  public static Jars in(Path root) {
    Path worker = jar(root, "worker");
    return new Jars(worker, worker, jar(root, "api"));
  }

  /** With another build of the worker at first. */
  public Jars from(Path oldWorker) {
    return new Jars(oldWorker, newWorker, api);
  }

  private static Path jar(Path root, String module) {
    Path target = root.resolve(module).resolve("target");
    try (var files = Files.list(target)) {
      return files
          .filter(
              file -> file.getFileName().toString().matches("slipway-" + module + "-.*-app\\.jar"))
          .findFirst()
          .orElseThrow(() -> absent(module, target, null));
    } catch (IOException absent) {
      throw absent(module, target, absent);
    }
  }

  private static FireFailure absent(String module, Path target, @Nullable IOException cause) {
    String text =
        "no jar of the %s in %s; build it: mvn -Dfast -Dmaven.test.skip=true -pl %s -am package"
            .formatted(module, target, module);
    return cause == null ? new FireFailure(text) : new FireFailure(text, cause);
  }
}
