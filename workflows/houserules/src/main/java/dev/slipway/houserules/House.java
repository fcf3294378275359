package dev.slipway.houserules;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One Maven module as the rules see it.
 *
 * @param name the module's folder, which decides the rules that hold only in some modules
 * @param classes its compiled main classes
 * @param sources its main sources
 * @param testSources its test sources
 */
record House(
    String name, JavaClasses classes, List<SourceFile> sources, List<SourceFile> testSources) {

  /** Modules whose code a workflow runs, or is: it must do the same on every replay. */
  private static final List<String> REPLAYED = List.of("domain", "definitions");

  static House at(Path module) {
    Path root = module.toAbsolutePath().normalize();
    Path compiled = root.resolve("target/classes");
    JavaClasses classes =
        Files.isDirectory(compiled)
            ? new ClassFileImporter().importPath(compiled)
            : new ClassFileImporter().importPaths(List.of());
    return new House(
        String.valueOf(root.getFileName()),
        classes,
        SourceFile.under(root.resolve("src/main/java")),
        SourceFile.under(root.resolve("src/test/java")));
  }

  boolean isReplayed() {
    return REPLAYED.contains(name);
  }

  boolean is(String module) {
    return name.equals(module);
  }
}
