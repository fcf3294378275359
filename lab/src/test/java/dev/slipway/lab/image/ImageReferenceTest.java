package dev.slipway.lab.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageReferenceTest {
  private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

  @ParameterizedTest
  @CsvSource({
    "10.0.0.5:5000/shop/api:v1.2.0, 10.0.0.5:5000, shop/api, v1.2.0",
    "registry.example/api, registry.example, api, latest",
    "shop/api:v1, docker.io, shop/api, v1",
    "nginx, docker.io, library/nginx, latest"
  })
  void readsANameAsAContainerRuntimeDoes(
      String text, String registry, String repository, String version) {
    assertThat(ImageReference.of(text))
        .isEqualTo(new ImageReference(registry, repository, version));
  }

  @Test
  void takesTheDigestWhereATagStandsBesideIt() {
    ImageReference image = ImageReference.of("r.example/shop/api:v1@" + DIGEST);

    assertThat(image.byDigest()).isTrue();
    assertThat(image).hasToString("r.example/shop/api@" + DIGEST);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Shop/API:v1", "r.example/api@sha256:12", "a b"})
  void refusesWhatIsNoImage(String text) {
    assertThatThrownBy(() -> ImageReference.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is no image reference");
  }
}
