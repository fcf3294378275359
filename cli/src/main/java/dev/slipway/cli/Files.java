package dev.slipway.cli;

import dev.slipway.documents.DocumentChecks;
import dev.slipway.documents.DocumentProblem;
import dev.slipway.documents.DocumentReader;
import dev.slipway.documents.Reading;
import dev.slipway.documents.SourceText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Documents in files. */
final class Files {
  /** What the API takes in one request, and more than any team writes by hand. */
  private static final int MOST_BYTES = 1_000_000;

  @Option(
      names = {"-f", "--file"},
      required = true,
      paramLabel = "FILE|DIR",
      description =
          "A YAML file, a directory (all .yaml, .yml and .json files below), or - for the standard"
              + " input. May be given several times.")
  List<Path> paths = List.of();

  /**
   * @throws Trouble when a document is wrong, or two do not fit together whatever else is
   *     registered, with file, line and field of each fault
   */
  Places checked() {
    List<SourceText> sources = read();
    Reading reading = DocumentReader.read(sources);
    List<DocumentProblem> faults =
        reading.good() ? DocumentChecks.among(reading) : reading.problems();
    if (!faults.isEmpty()) {
      throw faults(faults, "; nothing was sent");
    }
    String all = sources.stream().map(SourceText::text).collect(Collectors.joining("\n---\n"));
    return new Places(all, reading.documents());
  }

  /**
   * All faults, also those between the documents; these only when each can be read by itself.
   *
   * @param complete whether the files are all there is, so that other names are faults
   */
  List<DocumentProblem> faultsTogether(boolean complete) {
    Reading reading = DocumentReader.read(read());
    if (!reading.good()) {
      return reading.problems();
    }
    return complete ? DocumentChecks.problems(reading, List.of()) : DocumentChecks.among(reading);
  }

  static Trouble faults(List<DocumentProblem> problems, String more) {
    return new Trouble(
        Exit.REFUSED,
        Words.count(problems.size(), "fault") + more,
        problems.stream().map(DocumentProblem::toString).toList());
  }

  private List<SourceText> read() {
    List<SourceText> sources = paths.stream().flatMap(Files::expand).map(Files::source).toList();
    if (sources.isEmpty()) {
      throw new Trouble(Exit.USAGE, "there is no .yaml, .yml or .json file in " + paths);
    }
    long sum = sources.stream().mapToLong(s -> s.text().length()).sum();
    refuseMoreThan(MOST_BYTES, sum, paths.toString());
    return sources;
  }

  private static Stream<Path> expand(Path path) {
    if (path.toString().equals("-") || !java.nio.file.Files.isDirectory(path)) {
      return Stream.of(path);
    }
    try (Stream<Path> below = java.nio.file.Files.walk(path)) {
      return below
          .filter(file -> file.getFileName().toString().matches(".*\\.(ya?ml|json)"))
          .sorted()
          .toList()
          .stream();
    } catch (UncheckedIOException e) {
      throw new Trouble(Exit.USAGE, Unread.why(path, e.getCause()));
    } catch (IOException e) {
      throw new Trouble(Exit.USAGE, Unread.why(path, e));
    }
  }

  /** Nothing longer than the limit is ever held, also not when the input never ends. */
  private static SourceText source(Path path) {
    boolean piped = path.toString().equals("-");
    String name = piped ? "standard input" : path.toString();
    try (InputStream in = piped ? System.in : java.nio.file.Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      refuseMoreThan(MOST_BYTES, bytes.length, name);
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return new SourceText(name, text.toString());
    } catch (IOException e) {
      throw new Trouble(Exit.USAGE, Unread.why(Path.of(name), e));
    }
  }

  private static void refuseMoreThan(int most, long bytes, String name) {
    if (bytes > most) {
      throw new Trouble(
          Exit.REFUSED,
          ("%s: more than %d bytes of documents, which is the limit of one call; nothing was sent."
                  + " Split it and call once for each part")
              .formatted(name, most));
    }
  }
}
