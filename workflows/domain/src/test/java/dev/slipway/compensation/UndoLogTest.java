package dev.slipway.compensation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.name.ServiceName;
import dev.slipway.name.SiteName;
import java.util.List;
import org.junit.jupiter.api.Test;

class UndoLogTest {
  private static Undo undo(String service) {
    return new Undo.RestoreService(
        ServiceName.of(service), SiteName.of("east"), List.of(), List.of(), List.of());
  }

  @Test
  void theNewestIsUndoneFirstAndAFailedOneDoesNotStopTheOthers() {
    UndoLog log = UndoLog.empty().record(undo("a")).record(undo("b")).record(undo("c"));

    assertThat(log.next().orElseThrow().number()).isEqualTo(3);
    log = log.failed(3, "look at c");
    assertThat(log.next().orElseThrow().number()).isEqualTo(2);
    log = log.done(2).done(1);

    assertThat(log.next()).isEmpty();
    assertThat(log.complete()).isFalse();
    assertThat(log.leftToDo()).containsExactly("look at c");
  }

  @Test
  void oneServiceCanBeUndoneAlone() {
    UndoLog log = UndoLog.empty().record(undo("a")).record(undo("b"));

    assertThat(log.next(ServiceName.of("a")).orElseThrow().number()).isEqualTo(1);
    assertThat(log.done(1).next(ServiceName.of("a"))).isEmpty();
    assertThat(log.done(1).next()).isPresent();
  }
}
