package dev.slipway.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
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
import dev.slipway.testkit.NoticeContract;
import io.temporal.failure.ApplicationFailure;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MailNoticesTest extends NoticeContract {
  private final GreenMail relay =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  @BeforeEach
  void start() {
    relay.start();
  }

  @AfterEach
  void stop() {
    relay.stop();
  }

  @Override
  protected NoticeActivities notices() {
    return notices(settings(SmtpSettings.Security.PLAIN));
  }

  @Override
  protected Receiver receiver() {
    return new Receiver.Mail("team", List.of("team@example.org"), List.of());
  }

  @Override
  protected List<Received> inbox() {
    return Arrays.stream(relay.getReceivedMessages()).map(MailNoticesTest::received).toList();
  }

  @Test
  void reachesEveryAddress() {
    NoticeResult result =
        send(
            notices(),
            new Receiver.Mail("team", List.of("a@example.org", "b@example.org"), List.of()));
    assertThat(result.delivered()).isTrue();
    assertThat(inbox()).hasSize(2);
  }

  @Test
  void givesARepeatTheSameMessageId() throws MessagingException {
    send(notices(), receiver());
    send(notices(), receiver());
    MimeMessage[] mails = relay.getReceivedMessages();
    assertThat(mails).hasSize(2);
    assertThat(mails[0].getMessageID())
        .matches("<slipway-[0-9a-f]{32}@slipway\\.example\\.org>")
        .isEqualTo(mails[1].getMessageID());
  }

  @Test
  void saysNothingInTheClearWhereTlsIsWanted() {
    ApplicationFailure failure =
        catchThrowableOfType(
            ApplicationFailure.class,
            () -> send(notices(settings(SmtpSettings.Security.STARTTLS)), receiver()));
    assertThat(failure.getType()).isEqualTo(FailureType.UNAVAILABLE.name());
    assertThat(failure.getOriginalMessage()).contains("STARTTLS");
    assertThat(inbox()).isEmpty();
  }

  @Test
  void callsASilentRelayUnavailable() {
    NoticeActivities notices = notices();
    relay.stop();
    ApplicationFailure failure =
        catchThrowableOfType(ApplicationFailure.class, () -> send(notices, receiver()));
    assertThat(failure.getType()).isEqualTo(FailureType.UNAVAILABLE.name());
  }

  @Test
  void writesAgainOnlyToTheAddressesThatAreStillOpen() {
    try (BusyRelay busy = new BusyRelay()) {
      NoticeActivities notices = notices(settings(busy.port(), SmtpSettings.Security.PLAIN));
      Receiver three =
          new Receiver.Mail(
              "team", List.of("a@example.org", "b@example.org", "gone@example.org"), List.of());
      busy.answers.put("b@example.org", "451 try later");
      busy.answers.put("gone@example.org", "550 nobody of that name");
      ApplicationFailure failure =
          catchThrowableOfType(ApplicationFailure.class, () -> send(notices, three));
      assertThat(failure.getType()).isEqualTo(FailureType.UNAVAILABLE.name());
      assertThat(busy.taken).containsExactly("a@example.org");

      busy.answers.remove("b@example.org");
      NoticeResult result = send(notices, three);
      assertThat(busy.taken).containsExactly("a@example.org", "b@example.org");
      assertThat(result.delivered()).isTrue();
      assertThat(result.detail()).contains("some of its addresses only", "gone@example.org");
    }
  }

  @Test
  void namesAnAddressThatIsNone() {
    Receiver broken = new Receiver.Mail("team", List.of("nobody at all"), List.of());
    NoticeResult result = send(notices(), broken);
    assertThat(result.delivered()).isFalse();
    assertThat(result.detail()).contains("team", "nobody at all");
  }

  @Test
  void saysWhatToSetWhenThereIsNoRelay() {
    assertThatThrownBy(
            () ->
                send(
                    notices(new NoticeSettings(Duration.ofSeconds(1), List.of(), null)),
                    receiver()))
        .hasMessageContaining("no SMTP relay");
  }

  @Test
  void refusesAPasswordInTheClear() {
    assertThatThrownBy(
            () ->
                new SmtpSettings("relay", 25, "a@b", SmtpSettings.Security.PLAIN, "env:U", "env:P"))
        .hasMessageContaining("STARTTLS or TLS");
  }

  private NoticeSettings settings(SmtpSettings.Security security) {
    return settings(relay.getSmtp().getPort(), security);
  }

  private static NoticeSettings settings(int port, SmtpSettings.Security security) {
    return new NoticeSettings(
        Duration.ofSeconds(5),
        List.of(),
        new SmtpSettings("127.0.0.1", port, "bot@slipway.example.org", security, null, null));
  }

  private static Notices notices(NoticeSettings settings) {
    return new Notices(settings, reference -> reference, Clock.systemUTC(), new Remembering());
  }

  private static final class Remembering implements Recall {
    private Settled settled = Settled.none();

    @Override
    public Settled settled() {
      return settled;
    }

    @Override
    public void remember(Settled now) {
      settled = now;
    }
  }

  private static NoticeResult send(NoticeActivities notices, Receiver receiver) {
    Notice notice =
        new Notice(
            OperationKey.of("rel-1/notice/team"),
            Occasion.ENDED,
            RunId.of("rel-1"),
            EnvironmentName.of("production"),
            "done\r\nBcc: somebody@example.org",
            "all good");
    return notices.send(new NoticeRequest(receiver, notice));
  }

  private static Received received(MimeMessage mail) {
    try {
      String text = mail.getContent().toString().replaceFirst("\r\n\\z", "");
      return new Received(mail.getHeader("X-Slipway-Key", null), mail.getSubject(), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }
}
