package dev.slipway.practice.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.artifact.ImageRef;
import dev.slipway.houserules.Covers;
import dev.slipway.practice.PracticeSite;
import dev.slipway.preflight.Check;
import dev.slipway.preflight.Finding;
import dev.slipway.preflight.PlannedCheck;
import dev.slipway.registry.OciRegistry;
import dev.slipway.registry.RegistryLogin;
import dev.slipway.registry.RegistrySettings;
import dev.slipway.release.SitedCheck;
import dev.slipway.rollout.ContainerImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A way back needs the image that runs before the release. */
class OldImageOnPracticeTest {
  @TempDir Path folder;

  @Test
  @Covers("AIW-106")
  void looksWhetherEveryOldImageIsKept() throws IOException {
    try (var aiw = new ExampleSystem("aiw", folder)) {
      OciRegistry registry = registry(aiw.site());
      List<ImageRef> old =
          aiw.snapshots().stream()
              .flatMap(s -> s.present().images().stream())
              .map(ContainerImage::image)
              .toList();
      List<Check> checks =
          aiw.plan().checks().stream()
              .map(SitedCheck::planned)
              .map(PlannedCheck::check)
              .filter(
                  check ->
                      check instanceof Check.ImagePullable pullable
                          && old.contains(pullable.image()))
              .toList();
      assertThat(checks).hasSize(7);
      assertThat(checks)
          .allSatisfy(
              check -> assertThat(registry.check(check)).isInstanceOf(Finding.Passed.class));

      ImageRef lost = old.getFirst();
      String path = lost.repository().substring(lost.repository().indexOf('/') + 1);
      aiw.site().world().images().remove(path, lost.digest().orElseThrow().value());
      assertThat(checks)
          .filteredOn(check -> registry.check(check) instanceof Finding.Failed)
          .extracting(Check::subject)
          .containsExactly(lost.value());
    }
  }

  private static OciRegistry registry(PracticeSite site) {
    return new OciRegistry(
        new RegistrySettings(
            List.of(site.registryAddress().getAuthority()), Duration.ofSeconds(10)),
        (registry, namespace, secret) -> new RegistryLogin.Anonymous());
  }
}
