package dev.slipway.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PullTroubleTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "failed to resolve reference \"r.example/api@sha256:0\": r.example/api@sha256:0: not found",
        "manifest unknown: manifest unknown",
        "pull access denied, repository does not exist or may require authorization",
        "failed to authorize: unexpected status from GET request: 401 Unauthorized",
        "403 Forbidden",
      })
  void anAnswerOfTheRegistryIsFinal(String message) {
    assertThat(PullTrouble.isFinal("ErrImagePull", message)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dial tcp 10.0.0.1:443: connect: connection refused",
        "dial tcp: lookup registry.example: no such host",
        "net/http: TLS handshake timeout",
        "toomanyrequests: You have reached your pull rate limit",
        "unexpected status code: 503 Service Unavailable",
        "context deadline exceeded",
        "Back-off pulling image \"r.example/api@sha256:500\"",
      })
  void silenceOfTheRegistryIsThePlatformsTrouble(String message) {
    assertThat(PullTrouble.isFinal("ImagePullBackOff", message)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"InvalidImageName", "ErrImageNeverPull"})
  void someReasonsNeedNoMessage(String reason) {
    assertThat(PullTrouble.isFinal(reason, "")).isTrue();
  }
}
