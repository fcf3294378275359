package dev.slipway.lab.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.lab.agent.ContainerPlan.Role;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** When a container starts again, and where it listens. */
class ContainerRunTest {

  @Test
  void pausesLongerAfterEachCrashButNeverLongerThanTwentySeconds() {
    Backoff backoff = new Backoff();

    List<Long> pauses = Stream.generate(backoff::next).limit(7).map(Duration::toSeconds).toList();

    assertThat(pauses).containsExactly(1L, 2L, 4L, 8L, 16L, 20L, 20L);
  }

  @Test
  void startsAServiceAgainWhateverItsEnd() {
    ContainerPlan plan = plan("Always", Role.MAIN);

    assertThat(plan.restartsAfter(true)).isTrue();
    assertThat(plan.restartsAfter(false)).isTrue();
  }

  @Test
  void startsAJobAgainOnlyAsItsPolicySays() {
    assertThat(plan("Never", Role.MAIN).restartsAfter(false)).isFalse();
    assertThat(plan("OnFailure", Role.MAIN).restartsAfter(false)).isTrue();
    assertThat(plan("OnFailure", Role.MAIN).restartsAfter(true)).isFalse();
  }

  @Test
  void startsAnInitContainerAgainUntilItSucceeds() {
    assertThat(plan("Always", Role.INIT).restartsAfter(false)).isTrue();
    assertThat(plan("Always", Role.INIT).restartsAfter(true)).isFalse();
    assertThat(plan("Never", Role.INIT).restartsAfter(false)).isFalse();
  }

  @Test
  void runsACommandOnlyWhereThePodIsThereToFinish() {
    assertThat(plan("Never", Role.MAIN).command()).containsExactly("echo", "hello");
    assertThat(plan("Always", Role.MAIN).command()).isEmpty();
    assertThat(plan("Never", Role.INIT).command()).isEmpty();
  }

  @Test
  void listensOnTheUsualPortWhereNoneIsDeclared() {
    assertThat(plan("Always", Role.MAIN).ports())
        .containsExactly(new InetSocketAddress("10.244.1.1", 8080));
    assertThat(plan("Never", Role.MAIN).ports()).isEmpty();
  }

  private static ContainerPlan plan(String policy, Role role) {
    Container container =
        new ContainerBuilder().withName("api").withCommand("echo").withArgs("hello").build();
    Pod pod =
        new PodBuilder()
            .withNewSpec()
            .withRestartPolicy(policy)
            .withContainers(container)
            .endSpec()
            .build();
    return new ContainerPlan(pod, container, "10.244.1.1", role);
  }
}
