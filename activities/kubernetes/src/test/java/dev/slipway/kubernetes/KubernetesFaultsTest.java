package dev.slipway.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.contract.FailureType;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KubernetesFaultsTest {
  @ParameterizedTest
  @CsvSource({
    "401,FORBIDDEN", "403,FORBIDDEN", "404,NOT_FOUND", "400,INVALID", "422,INVALID",
    "409,UNAVAILABLE", "429,UNAVAILABLE", "500,UNAVAILABLE", "503,UNAVAILABLE", "504,UNAVAILABLE",
  })
  void saysOfEachStatusWhetherTryingAgainHelps(int code, FailureType type) {
    ApplicationFailure failure = KubernetesFaults.failure("read it", answered(code, "why"));

    assertThat(failure.getType()).isEqualTo(type.name());
    assertThat(failure.isNonRetryable()).isEqualTo(!type.retryable());
    assertThat(failure.getOriginalMessage()).contains("read it", "why", "HTTP " + code);
  }

  @Test
  void aBrokenConnectionIsTriedAgain() {
    var broken = new KubernetesClientException("boom", new IOException("Connection reset"));

    ApplicationFailure failure = KubernetesFaults.failure("read it", broken);

    assertThat(failure.getType()).isEqualTo(FailureType.UNAVAILABLE.name());
    assertThat(failure.getOriginalMessage()).contains("Connection reset");
  }

  @Test
  void waitsAsLongAsTheServerAsks() {
    var status =
        new StatusBuilder()
            .withCode(429)
            .withMessage("slow down")
            .withNewDetails()
            .withRetryAfterSeconds(7)
            .endDetails()
            .build();

    ApplicationFailure failure =
        KubernetesFaults.failure("read it", new KubernetesClientException(status));

    assertThat(failure.getNextRetryDelay()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void neverRepeatsASecret() {
    ApplicationFailure failure =
        KubernetesFaults.failure("read it", answered(401, "Authorization: Bearer abcdef123456"));

    assertThat(failure.getOriginalMessage()).doesNotContain("abcdef123456");
    assertThat(failure.getCause()).isNull();
  }

  private static KubernetesClientException answered(int code, String message) {
    return new KubernetesClientException(
        new StatusBuilder().withCode(code).withMessage(message).build());
  }
}
