package dev.slipway.fire.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;

/**
 * A shipped jar laid out by its own tool, with an archive of its loaded classes: the same classes,
 * started in a fraction of the time. Kept in the lab's state folder until the jar changes.
 *
 * @param jar the application's own classes; its manifest names the libraries beside it
 * @param mainClass what the manifest starts
 * @param archive of loaded classes
 */
record Unpacked(Path jar, String mainClass, Path archive) {
  private static final long LIMIT_SECONDS = 600;

  /** Lays a jar out, once for all crews. */
  static synchronized Unpacked of(Path shipped, Path home) {
    try {
      Path folder =
          home.resolve(
              "%s-%d-%d"
                  .formatted(
                      shipped.getFileName().toString().replace("-app.jar", ""),
                      Files.size(shipped),
                      crc(shipped)));
      Path jar = folder.resolve(shipped.getFileName());
      if (!Files.exists(jar)) {
        run(
            List.of(
                java(),
                "-Djarmode=tools",
                "-jar",
                shipped.toString(),
                "extract",
                "--force",
                "--destination",
                folder.toString()),
            home.resolve("unpack.log"));
      }
      return new Unpacked(jar, mainClass(jar), folder.resolve("classes.jsa"));
    } catch (IOException e) {
      throw new FireFailure(shipped + " cannot be laid out", e);
    }
  }

  /** The directory at a zip's end holds the check sums of all its entries. */
  private static long crc(Path shipped) throws IOException {
    try (JarFile jar = new JarFile(shipped.toFile())) {
      return jar.stream().mapToLong(entry -> entry.getCrc() * 31 + entry.getName().hashCode()).sum()
          & Long.MAX_VALUE;
    }
  }

  private static String mainClass(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.getManifest().getMainAttributes().getValue("Main-Class");
    }
  }

  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** Flags that an archive and its user have to share. */
  static List<String> flags() {
    return List.of("-Xmx320m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
  }

  /**
   * Writes the archive by starting the application up to the point where it would begin to work.
   *
   * @param arguments with which it starts
   */
  void train(List<String> arguments, Path log) {
    synchronized (Unpacked.class) {
      if (Files.exists(archive)) {
        return;
      }
      Path draft = archive.resolveSibling("draft.jsa");
      List<String> command = new ArrayList<>(List.of(java()));
      command.addAll(flags());
      command.addAll(
          List.of(
              "-XX:ArchiveClassesAtExit=" + draft,
              "-Dspring.context.exit=onRefresh",
              "-cp",
              jar.toString(),
              mainClass));
      command.addAll(arguments);
      run(command, log);
      try {
        Files.move(draft, archive);
      } catch (IOException e) {
        throw new FireFailure("no archive of classes came of it; see " + log, e);
      }
    }
  }

  private static void run(List<String> command, Path log) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new FireFailure("a shipped jar could not be prepared; see " + log);
      }
    } catch (IOException e) {
      throw new FireFailure("a shipped jar could not be prepared; see " + log, e);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
