package dev.slipway.fire;

import dev.slipway.fire.stage.FireFailure;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The lab's addresses answer only in its network: whoever is outside runs itself again inside. */
public final class InLab {
  /** Set for every command that the lab's own script runs inside. */
  private static final String INSIDE = "LAB_NETWORK";

  private InLab() {}

  public static boolean isHere() {
    return System.getenv(INSIDE) != null;
  }

  /** The project's folder: this program lies in a module's target folder. */
  public static Path root() {
    String given = System.getProperty("slipway.root");
    if (given != null) {
      return Path.of(given).toAbsolutePath().normalize();
    }
    Path at = Path.of(System.getProperty("java.class.path", "")).toAbsolutePath();
    while (at != null && !Files.isRegularFile(at.resolve("lab").resolve("lab"))) {
      at = at.getParent();
    }
    if (at == null) {
      throw new FireFailure("where the project lies is not known: set -Dslipway.root=FOLDER");
    }
    return at;
  }

  /**
   * @return exit code of this program inside
   */
  public static int again(List<String> words) {
    Path root = root();
    List<String> command =
        new ArrayList<>(
            List.of(
                root.resolve("lab").resolve("lab").toString(),
                "exec",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dslipway.root=" + root));
    // the launcher's flags hold for this one as well
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(
        List.of(
            "-jar", Path.of(System.getProperty("java.class.path")).toAbsolutePath().toString()));
    command.addAll(words);
    try {
      Process inside = new ProcessBuilder(command).inheritIO().start();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(inside)));
      return inside.waitFor();
    } catch (IOException e) {
      throw new FireFailure("the lab's script cannot be run", e);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new FireFailure("interrupted", stop);
    }
  }

  private static void end(Process inside) {
    inside.destroy();
    try {
      if (!inside.waitFor(10, TimeUnit.SECONDS)) {
        inside.destroyForcibly();
      }
    } catch (InterruptedException hurry) {
      inside.destroyForcibly();
    }
  }
}
