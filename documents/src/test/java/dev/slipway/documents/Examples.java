package dev.slipway.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The documents of the five systems, as a user finds them below {@code examples/}. */
final class Examples {

  static final List<String> SYSTEMS =
      List.of("ipa", "aiw", "xiongichat", "platform-enterprise", "edgelink");

  private static final Path ROOT = Path.of(System.getProperty("slipway.root", ".."), "examples");

  private Examples() {}

  /** Services and environments of a system, and its practice environment. */
  static Reading of(String system) {
    return DocumentReader.read(sources(system));
  }

  static List<SourceText> sources(String system) {
    try (Stream<Path> files = Files.list(ROOT.resolve(system).resolve("documents"))) {
      return Stream.concat(files.sorted(), Stream.of(ROOT.resolve(system).resolve("practice.yaml")))
          .map(file -> new SourceText(ROOT.relativize(file).toString(), substituted(file)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Manifests of what runs before the first release. */
  static String seed(String system) {
    return substituted(ROOT.resolve(system).resolve("seed.yaml"));
  }

  private static String substituted(Path file) {
    try {
      return Files.readString(file)
          .replace("${REGISTRY}", "registry.test:5000")
          .replace("${EDGE}", "http://edge.test:8080")
          .replace("${SITE}", "practice");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
