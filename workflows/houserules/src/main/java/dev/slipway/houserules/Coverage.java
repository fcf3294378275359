package dev.slipway.houserules;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The command behind {@code ./slipway coverage}: compares {@code docs/capabilities.csv} with the
 * proofs that the last test run of each module left in its {@code target} folder.
 */
public final class Coverage {

  private static final SortedSet<String> SKIPPED_FOLDERS =
      new TreeSet<>(List.of("src", "node_modules", ".git", ".slipway"));

  private Coverage() {}

  /** Exit codes: 0 done, 1 a test claims a row that does not exist or failed, 2 nothing to read. */
  public static void main(String[] args) {
    System.exit(run(Path.of("").toAbsolutePath(), Arrays.asList(args), System.out, System.err));
  }

  static int run(Path root, List<String> args, PrintStream out, PrintStream err) {
    List<String> unknown = args.stream().filter(arg -> !arg.equals("--json")).toList();
    if (!unknown.isEmpty()) {
      err.println("coverage: unknown argument " + unknown.getFirst() + "; it knows only --json");
      return 2;
    }
    try {
      List<Proof> proofs = proofs(root);
      if (proofs.isEmpty()) {
        err.println("coverage: no proofs below " + root + "; run ./slipway test first");
        return 2;
      }
      CoverageReport report =
          CoverageReport.of(Capability.read(root.resolve("docs/capabilities.csv")), proofs);
      out.println(args.isEmpty() ? report.toTable() : report.toJson());
      report
          .unknown()
          .forEach((id, by) -> err.println("coverage: no row " + id + ", claimed by " + by));
      return report.unknown().isEmpty() && report.refuted().isEmpty() ? 0 : 1;
    } catch (IOException e) {
      throw new UncheckedIOException("coverage: cannot read below " + root, e);
    }
  }

  private static List<Proof> proofs(Path root) throws IOException {
    List<Proof> proofs = new ArrayList<>();
    for (Path file : files(root)) {
      Files.readAllLines(file).forEach(line -> proofs.add(Proof.parse(line)));
    }
    return proofs;
  }

  private static List<Path> files(Path root) throws IOException {
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return SKIPPED_FOLDERS.contains(name(folder))
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            Path folder = file.getParent();
            if (folder != null
                && name(folder).equals("target")
                && name(file).matches("proofs.*\\.jsonl")) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    found.sort(null);
    return found;
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }
}
