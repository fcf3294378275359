package dev.slipway.houserules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class ProofRecorderTest {

  @TempDir Path folder;

  @Test
  void recordsEveryFinishedTestThatCarriesRows() throws Exception {
    assertThat(proofsOf(Mixed.class))
        .containsExactlyInAnyOrder(
            new Proof(rows("IPA-01", "IPA-02"), name(Mixed.class, "passes"), Proof.Status.PASSED),
            new Proof(rows("IPA-02", "IPA-03"), name(Mixed.class, "fails"), Proof.Status.FAILED),
            new Proof(rows("IPA-02", "IPA-04"), name(Mixed.class, "skips"), Proof.Status.SKIPPED),
            new Proof(
                rows("IPA-02"), name(Mixed.class, "carriesTheClassOnly"), Proof.Status.PASSED),
            new Proof(
                rows("IPA-02", "IPA-05"), name(Mixed.Inner.class, "nested"), Proof.Status.PASSED));
  }

  @Test
  void recordsEveryRunOfAParameterizedTest() throws Exception {
    assertThat(proofsOf(Repeated.class))
        .hasSize(2)
        .extracting(Proof::status)
        .containsExactlyInAnyOrder(Proof.Status.PASSED, Proof.Status.FAILED);
  }

  @Test
  void findsRowsOfAnInheritedContract() throws Exception {
    assertThat(proofsOf(KeepsContract.class))
        .containsExactly(
            new Proof(rows("EDG-01"), name(KeepsContract.class, "keeps"), Proof.Status.PASSED));
  }

  @Test
  void countsTestsAsFailedWhenTheSetUpOfTheirClassFails() throws Exception {
    assertThat(proofsOf(BrokenSetUp.class))
        .contains(
            new Proof(rows("IPA-06"), name(BrokenSetUp.class, "neverRuns"), Proof.Status.FAILED));
  }

  @Test
  void startsEachRunWithAnEmptyFile() throws Exception {
    Files.writeString(folder.resolve("proofs.jsonl"), "left over\n");

    assertThat(proofsOf(Silent.class)).isEmpty();
  }

  private List<Proof> proofsOf(Class<?> tests) throws Exception {
    Path file = folder.resolve("proofs.jsonl");
    var config =
        LauncherConfig.builder()
            .enableTestExecutionListenerAutoRegistration(false)
            .addTestExecutionListeners(new ProofRecorder(file.toString()))
            .build();
    var request = LauncherDiscoveryRequestBuilder.request().selectors(selectClass(tests)).build();
    LauncherFactory.create(config).execute(request);
    return Files.readAllLines(file).stream().map(Proof::parse).toList();
  }

  private static SortedSet<String> rows(String... ids) {
    return new TreeSet<>(List.of(ids));
  }

  private static String name(Class<?> owner, String method) {
    return owner.getName() + "#" + method;
  }

  // Only this test runs the classes below: Surefire looks for names ending in Test.

  @Covers("IPA-02")
  static class Mixed {
    @Test
    @Covers("IPA-01")
    void passes() {}

    @Test
    @Covers("IPA-03")
    void fails() {
      throw new AssertionError("on purpose");
    }

    @Test
    @Covers("IPA-04")
    void skips() {
      Assumptions.abort("on purpose");
    }

    @Test
    void carriesTheClassOnly() {}

    @Nested
    @Covers("IPA-05")
    class Inner {
      @Test
      void nested() {}
    }
  }

  static class Repeated {
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    @Covers("IPA-07")
    void isOne(int number) {
      assertThat(number).isEqualTo(1);
    }
  }

  abstract static class Contract {
    @Test
    @Covers("EDG-01")
    void keeps() {}
  }

  static class KeepsContract extends Contract {}

  static class BrokenSetUp {
    @BeforeAll
    static void breaks() {
      assertThat("set up").isEqualTo("broken on purpose");
    }

    @Test
    @Covers("IPA-06")
    void neverRuns() {}
  }

  static class Silent {
    @Test
    void provesNothing() {}
  }
}
