package dev.slipway.lab.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CallTest {
  @Test
  void givesTheAnswer() {
    assertThat(Call.of(() -> "yes")).isEqualTo("yes");
  }

  @Test
  void throwsWhatTheCallThrows() {
    KubernetesClientException refused = new KubernetesClientException("no", 403, null);

    assertThatThrownBy(
            () ->
                Call.of(
                    () -> {
                      throw refused;
                    }))
        .isSameAs(refused);
  }

  @Test
  void isGivenUpAndInterruptedWhenNoAnswerComes() throws InterruptedException {
    CountDownLatch interrupted = new CountDownLatch(1);

    assertThatThrownBy(() -> Call.within(Duration.ofMillis(50), () -> waitForEver(interrupted)))
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining("did not answer within");
    assertThat(interrupted.await(60, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void endsWithItsCaller() {
    CountDownLatch interrupted = new CountDownLatch(1);
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> Call.of(() -> waitForEver(interrupted)))
        .hasCauseInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  private static String waitForEver(CountDownLatch interrupted) {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      interrupted.countDown();
    }
    return "late";
  }
}
