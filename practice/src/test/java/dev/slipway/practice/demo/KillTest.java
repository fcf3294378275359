package dev.slipway.practice.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class KillTest {
  private static final String FACTS =
      """
      {"seq":1,"at":"2026-03-01T10:00:00Z","fact":{"fact":"plan-made"}}
      {"seq":2,"at":"2026-03-01T10:00:01Z","fact":{"fact":"change-intended","service":"orders"}}
      {"seq":3,"at":"2026-03-01T10:00:09Z","fact":{"fact":"rollout-ended","service":"orders"}}
      {"seq":4,"at":"2026-03-01T10:00:12Z","fact":{"fact":"change-intended","service":"web"}}
      {"seq":5,"at":"2026-03-01T10:00:20Z","fact":{"fact":"rollout-ended","service":"web"}}
      {"checkpoint":1,"at":"2026-03-01T10:00:21Z","hash":"00"}
      """;

  private static boolean inTheMiddle(String time) {
    return new Kill(Instant.parse("2026-03-01T10:00:" + time + "Z")).inTheMiddle(FACTS);
  }

  @Test
  void isInTheMiddleOnlyWhileARolloutIsUnderWay() {
    assertThat(inTheMiddle("00.5")).isFalse();
    assertThat(inTheMiddle("01")).isTrue();
    assertThat(inTheMiddle("08.999")).isTrue();
    assertThat(inTheMiddle("09")).isFalse();
    assertThat(inTheMiddle("11")).isFalse();
    assertThat(inTheMiddle("15")).isTrue();
    assertThat(inTheMiddle("40")).isFalse();
  }

  @Test
  void believesNoLedgerThatIsGarbled() {
    assertThatThrownBy(() -> new Kill(Instant.EPOCH).inTheMiddle("{\"seq\":"))
        .isInstanceOf(DemoFailure.class);
  }
}
