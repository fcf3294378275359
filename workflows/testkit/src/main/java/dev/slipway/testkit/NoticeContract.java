package dev.slipway.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.contract.people.NoticeActivities;
import dev.slipway.contract.people.NoticeRequest;
import dev.slipway.contract.people.NoticeResult;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.OperationKey;
import dev.slipway.name.RunId;
import dev.slipway.notice.Notice;
import dev.slipway.notice.Occasion;
import dev.slipway.notice.Receiver;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every way to tell people shows, seen from the receiver's end. */
public abstract class NoticeContract {

  /** One notice as it arrived. */
  public record Received(String key, String title, String text) {}

  protected abstract NoticeActivities notices();

  protected abstract Receiver receiver();

  /** Everything that arrived at the receiver, oldest first. */
  protected abstract List<Received> inbox();

  @Test
  void arrivesWithItsKey() {
    assertThat(send("k1", "Release starts", "api v1.2.0 to production").delivered()).isTrue();
    assertThat(inbox())
        .containsExactly(new Received("k1", "Release starts", "api v1.2.0 to production"));
  }

  @Test
  void arrivesInAnyScript() {
    send("k1", "部署完成", "版本 v1.2.0 已成功部署 ✓");
    assertThat(inbox()).containsExactly(new Received("k1", "部署完成", "版本 v1.2.0 已成功部署 ✓"));
  }

  @Test
  void aRepeatIsRecognisedByItsKey() {
    send("k1", "Release starts", "now");
    send("k1", "Release starts", "now");
    send("k2", "Release ends", "now");
    assertThat(inbox()).extracting(Received::key).containsOnly("k1", "k2");
  }

  @Test
  void cutsWhatIsTooLong() {
    send("k1", "long", "x".repeat(5_000));
    assertThat(inbox().getFirst().text()).startsWith("xxx").hasSize(4_000);
  }

  @Test
  void masksSecretsAndPeople() {
    send(
        "k1",
        "password=hunter2hunter2",
        "user A123456789, phone 0912345678, Authorization: Bearer abc123def456ghi789");
    assertThat(inbox().getFirst().title()).doesNotContain("hunter2");
    assertThat(inbox().getFirst().text())
        .contains("[REDACTED_ID]", "[REDACTED_PHONE]")
        .doesNotContain("A123456789", "0912345678", "abc123def456");
  }

  private NoticeResult send(String key, String title, String text) {
    Notice notice =
        new Notice(
            OperationKey.of(key),
            Occasion.ANNOUNCED,
            RunId.of("rel-1"),
            EnvironmentName.of("production"),
            title,
            text);
    return notices().send(new NoticeRequest(receiver(), notice));
  }
}
