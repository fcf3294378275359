package dev.slipway.houserules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Writes one line per finished test that carries {@link Covers} into the file named by the system
 * property {@code slipway.proofs}; without that property it does nothing. JUnit finds it through
 * {@code META-INF/services}, so that no test has to ask for it.
 *
 * <p>A class whose set-up fails never starts its tests. Each of them is then recorded as failed:
 * silence would let an older or another proof stand.
 */
public final class ProofRecorder implements TestExecutionListener {

  private final @Nullable Path file;
  private @Nullable TestPlan plan;

  public ProofRecorder() {
    this(System.getProperty("slipway.proofs"));
  }

  ProofRecorder(@Nullable String file) {
    this.file = file == null || file.isBlank() ? null : Path.of(file);
  }

  @Override
  public void testPlanExecutionStarted(TestPlan testPlan) {
    plan = testPlan;
    if (file != null) {
      write(file, "", StandardOpenOption.TRUNCATE_EXISTING);
    }
  }

  @Override
  public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
    if (identifier.isTest()) {
      record(identifier, Proof.Status.of(result.getStatus()));
    } else if (result.getStatus() == TestExecutionResult.Status.FAILED && plan != null) {
      record(identifier, Proof.Status.FAILED);
      plan.getDescendants(identifier).forEach(below -> record(below, Proof.Status.FAILED));
    }
  }

  private void record(TestIdentifier identifier, Proof.Status status) {
    if (file == null) {
      return;
    }
    SortedSet<String> rows = new TreeSet<>();
    String test = identifier.getDisplayName();
    Optional<TestIdentifier> at = Optional.of(identifier);
    for (; at.isPresent(); at = plan == null ? Optional.empty() : plan.getParent(at.get())) {
      TestSource source = at.get().getSource().orElse(null);
      if (source instanceof MethodSource method) {
        test = method.getClassName() + "#" + method.getMethodName();
        addRows(rows, method.getJavaMethod().getAnnotation(Covers.class));
        addRowsOfClass(rows, method.getJavaClass());
      } else if (source instanceof ClassSource owner) {
        test = test.contains("#") ? test : owner.getClassName() + "#" + test;
        addRowsOfClass(rows, owner.getJavaClass());
      }
    }
    if (!rows.isEmpty()) {
      write(file, new Proof(rows, test, status).toJson() + "\n", StandardOpenOption.APPEND);
    }
  }

  private static void addRowsOfClass(SortedSet<String> rows, Class<?> test) {
    for (Class<?> at = test; at != null; at = at.getEnclosingClass()) {
      addRows(rows, at.getAnnotation(Covers.class));
    }
  }

  private static void addRows(SortedSet<String> rows, @Nullable Covers covers) {
    if (covers != null) {
      rows.addAll(List.of(covers.value()));
    }
  }

  private static void write(Path file, String text, StandardOpenOption how) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write proofs to " + file, e);
    }
  }
}
