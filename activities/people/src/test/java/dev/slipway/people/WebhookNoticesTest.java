package dev.slipway.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.contract.FailureType;
import dev.slipway.contract.people.NoticeActivities;
import dev.slipway.contract.people.NoticeRequest;
import dev.slipway.contract.people.NoticeResult;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.OperationKey;
import dev.slipway.name.RunId;
import dev.slipway.notice.Notice;
import dev.slipway.notice.Occasion;
import dev.slipway.notice.Receiver;
import dev.slipway.preflight.Check;
import dev.slipway.preflight.Finding;
import dev.slipway.testkit.NoticeContract;
import io.temporal.failure.ApplicationFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookNoticesTest extends NoticeContract {
  private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
  private final Hook hook = new Hook();
  private volatile String url = hook.url();

  @Test
  void saysBeforehandThatAReceiverCanBeTold() {
    assertThat(notices().check(new Check.ReceiverReady(receiver())))
        .isInstanceOf(Finding.Passed.class);
    assertThat(hook.posts).isEmpty();
  }

  @Test
  void namesTheReferenceBehindWhichNothingLies() {
    var notices =
        new Notices(
            new NoticeSettings(Duration.ofSeconds(5), List.of(), null),
            reference -> {
              if (reference.equals("env:URL")) {
                return url;
              }
              throw FailureType.MISCONFIGURED.failure(reference + " is not set");
            },
            Clock.fixed(NOW, ZoneOffset.UTC));

    assertThat(notices.check(new Check.ReceiverReady(receiver())))
        .isInstanceOfSatisfying(
            Finding.Failed.class,
            failed -> assertThat(failed.detail()).isEqualTo("env:KEY is not set"));
  }

  @Test
  void anAddressThatIsNoneIsFoundBeforehandAndNotQuoted() {
    url = "hooks.example.org/secret-path";

    assertThat(notices().check(new Check.ReceiverReady(receiver())))
        .isInstanceOfSatisfying(
            Finding.Failed.class,
            failed ->
                assertThat(failed.detail())
                    .contains("env:URL", "webhook ops", "https")
                    .doesNotContain("secret-path"));
  }

  @Test
  void mailWithoutARelayIsFoundBeforehand() {
    var mail = new Receiver.Mail("team", List.of("team@example.org"), List.of(Occasion.ENDED));

    assertThat(notices().check(new Check.ReceiverReady(mail)))
        .isInstanceOfSatisfying(
            Finding.Failed.class,
            failed -> assertThat(failed.detail()).contains("team", "no SMTP relay"));
  }

  @AfterEach
  void stop() {
    hook.close();
  }

  @Override
  protected NoticeActivities notices() {
    return new Notices(
        new NoticeSettings(Duration.ofSeconds(5), List.of(), null),
        reference -> reference.equals("env:URL") ? url : "signing-key\n",
        Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @Override
  protected Receiver receiver() {
    return new Receiver.Webhook("ops", "env:URL", "env:KEY", List.of(Occasion.ENDED));
  }

  @Override
  protected List<Received> inbox() {
    return hook.posts.stream()
        .map(
            post ->
                new Received(
                    post.key(),
                    post.json().path("title").asText(),
                    post.json().path("text").asText()))
        .toList();
  }

  @Test
  void signsTimeAndBody() {
    assertThat(send(receiver())).isEqualTo(new NoticeResult(true, "webhook ops took it (200)"));
    Hook.Post post = hook.posts.getFirst();
    assertThat(post.timestamp()).isEqualTo("1700000000");
    assertThat(post.signature())
        .isEqualTo(Signature.of("signing-key", 1_700_000_000, post.body()).value());
    assertThat(post.body())
        .isEqualTo(
            "{\"key\":\"rel-1/notice/ops\",\"occasion\":\"ended\",\"run\":\"rel-1\","
                + "\"environment\":\"production\",\"title\":\"done\",\"text\":\"all good\"}");
  }

  @Test
  void signsAsOthersCompute() {
    // printf '1700000000.{}' | openssl dgst -sha256 -hmac key
    assertThat(Signature.of("key", 1_700_000_000, "{}").value())
        .isEqualTo("v1=9d713ed406bb7076d4123f0dc2c39d2df5c654ed4b0cd56b52c8b4c940bd63ae");
  }

  @Test
  void goesUnsignedWhenThereIsNoKey() {
    send(new Receiver.Webhook("ops", "env:URL", null, List.of()));
    assertThat(hook.posts.getFirst().signature()).isEqualTo("null");
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 400, 401, 404, 410, 413})
  void takesARefusalForFinal(int status) {
    hook.status = status;
    NoticeResult result = send(receiver());
    assertThat(result.delivered()).isFalse();
    assertThat(result.detail()).contains("ops", String.valueOf(status)).doesNotContain("hidden");
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 503})
  void asksToTryAgainLater(int status) {
    hook.status = status;
    ApplicationFailure failure = failure();
    assertThat(failure.getType()).isEqualTo(FailureType.UNAVAILABLE.name());
    assertThat(failure.getNextRetryDelay()).isEqualTo(Duration.ofSeconds(9));
  }

  @Test
  void neverNamesTheAddress() {
    hook.close();
    assertThat(failure().toString()).contains("ops").doesNotContain("hidden", url);
    url = "http://example.org/hidden-path";
    assertThat(failure().toString()).contains("env:URL").doesNotContain("hidden", "example.org");
    url = "not a url with hidden words";
    ApplicationFailure failure = failure();
    assertThat(failure.getType()).isEqualTo(FailureType.MISCONFIGURED.name());
    assertThat(failure.toString()).doesNotContain("hidden");
  }

  private ApplicationFailure failure() {
    return catchThrowableOfType(ApplicationFailure.class, () -> send(receiver()));
  }

  private NoticeResult send(Receiver receiver) {
    return notices()
        .send(
            new NoticeRequest(
                receiver,
                new Notice(
                    OperationKey.of("rel-1/notice/ops"),
                    Occasion.ENDED,
                    RunId.of("rel-1"),
                    EnvironmentName.of("production"),
                    "done",
                    "all good")));
  }
}
