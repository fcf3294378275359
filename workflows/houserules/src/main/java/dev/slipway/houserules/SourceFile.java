package dev.slipway.houserules;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * A source file, read once.
 *
 * @param path where it lies
 * @param lines its lines, licence and imports included
 * @param methods its methods with a body
 */
record SourceFile(Path path, List<String> lines, List<Method> methods) {

  /**
   * A method with a body.
   *
   * @param name its name, {@code <init>} for a constructor
   * @param line where its body opens, counted from 1
   * @param length lines from the opening to the closing brace, both counted
   */
  record Method(String name, long line, long length) {}

  boolean isPackageInfo() {
    return path.endsWith("package-info.java");
  }

  String simpleName() {
    return String.valueOf(path.getFileName()).replace(".java", "");
  }

  /** Every source file below a folder, by path; empty when the folder is missing. */
  static List<SourceFile> under(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> found = Files.walk(folder)) {
      List<Path> files = found.filter(file -> file.toString().endsWith(".java")).sorted().toList();
      return files.isEmpty() ? List.of() : parse(files);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the sources below " + folder, e);
    }
  }

  private static List<SourceFile> parse(List<Path> files) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files));
      List<SourceFile> parsed = new ArrayList<>();
      for (CompilationUnitTree unit : task.parse()) {
        Path path = Path.of(unit.getSourceFile().toUri());
        List<Method> methods = new ArrayList<>();
        new MethodScanner(unit, Trees.instance(task).getSourcePositions(), methods)
            .scan(unit, null);
        parsed.add(new SourceFile(path, Files.readAllLines(path), List.copyOf(methods)));
      }
      return List.copyOf(parsed);
    }
  }

  /** Parses only: nothing is resolved, so a file needs no class path to be measured. */
  private static final class MethodScanner extends TreeScanner<@Nullable Void, @Nullable Void> {

    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final List<Method> methods;

    MethodScanner(CompilationUnitTree unit, SourcePositions positions, List<Method> methods) {
      this.unit = unit;
      this.positions = positions;
      this.methods = methods;
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
      BlockTree body = method.getBody();
      long end = body == null ? -1 : positions.getEndPosition(unit, body);
      if (body != null && end >= 0) {
        LineMap lines = unit.getLineMap();
        long from = lines.getLineNumber(positions.getStartPosition(unit, body));
        long length = lines.getLineNumber(end) - from + 1;
        methods.add(new Method(method.getName().toString(), from, length));
      }
      return super.visitMethod(method, null);
    }
  }
}
