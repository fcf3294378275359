package dev.slipway.practice.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BehaviourTest {
  @ParameterizedTest
  @CsvSource({
    "v1.2.0,1.2.0",
    "v1.2.0-slow20,1.2.0",
    "v2-slow5-errors10,2",
    "v1.2.0-rc.1,1.2.0-rc.1",
    "v1.2.0-rc.1-crash,1.2.0-rc.1",
    "main-crash-fix,main-crash-fix",
    "v3-crash2,3-crash2",
    "latest,latest",
    "vnext,vnext"
  })
  void takesTheVersionFromTheTag(String tag, String version) {
    assertThat(Behaviour.ofTag(tag).version()).isEqualTo(version);
  }

  @Test
  void combinesSuffixes() {
    Behaviour behaviour = Behaviour.ofTag("v2-slow5-errors10-latency300-noisy");
    assertThat(behaviour.readyAfter()).isEqualTo(Duration.ofSeconds(5));
    assertThat(behaviour.errorPercent()).isEqualTo(10);
    assertThat(behaviour.latency()).isEqualTo(Duration.ofMillis(300));
    assertThat(behaviour.noisy()).isTrue();
    assertThat(behaviour.exit()).isEmpty();
  }

  @Test
  void hasDefaultsForSuffixesWithoutANumber() {
    assertThat(Behaviour.ofTag("v1-slow").readyAfter()).isEqualTo(Duration.ofSeconds(8));
    assertThat(Behaviour.ofTag("v1-errors").errorPercent()).isEqualTo(50);
    assertThat(Behaviour.ofTag("v1-latency").latency()).isEqualTo(Duration.ofMillis(800));
  }

  @Test
  void diesByItsOwnHandOrOfMemory() {
    assertThat(Behaviour.ofTag("v1-crash").exit().orElseThrow().code()).isEqualTo(1);
    assertThat(Behaviour.ofTag("v1-oom").exit().orElseThrow())
        .isEqualTo(new Exit(137, "OOMKilled", Duration.ofSeconds(1)));
  }
}
