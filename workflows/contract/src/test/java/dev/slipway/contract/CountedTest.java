package dev.slipway.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.rollout.ChangeResult;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DataConverter;
import org.junit.jupiter.api.Test;

/** Workers of builds that count attempts and of builds that do not understand each other. */
class CountedTest {
  private static final ChangeResult ANSWER = new ChangeResult.Applied(8);
  private final DataConverter converter = Payloads.converter();

  private Payload written(Object value) {
    return converter.toPayload(value).orElseThrow();
  }

  private Counted<?> counted(Payload payload) {
    return converter.fromPayload(
        payload, Counted.class, new Counted.Of(ChangeResult.class, ChangeResult.class));
  }

  @Test
  void whoeverCountsReadsTheNumberBesideTheAnswer() {
    assertThat(counted(written(new Counted<>(ANSWER, 2)))).isEqualTo(new Counted<>(ANSWER, 2));
  }

  @Test
  void whoeverDoesNotCountReadsTheAnswerAsEver() {
    Payload payload = written(new Counted<>(ANSWER, 2));

    assertThat(payload.getData()).isEqualTo(written(ANSWER).getData());
    assertThat(converter.fromPayload(payload, ChangeResult.class, ChangeResult.class))
        .isEqualTo(ANSWER);
  }

  @Test
  void anAnswerWithoutANumberIsOneAtTheFirstAttempt() {
    assertThat(counted(written(ANSWER))).isEqualTo(new Counted<>(ANSWER, 0));
  }

  @Test
  void anAnswerThatIsNothingMayHaveANumberToo() {
    assertThat(counted(written(new Counted<>(null, 1)))).isEqualTo(new Counted<>(null, 1));
  }
}
