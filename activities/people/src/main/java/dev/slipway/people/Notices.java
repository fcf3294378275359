package dev.slipway.people;

import dev.slipway.contract.FailureType;
import dev.slipway.contract.Secrets;
import dev.slipway.contract.people.NoticeActivities;
import dev.slipway.contract.people.NoticeRequest;
import dev.slipway.contract.people.NoticeResult;
import dev.slipway.notice.Notice;
import dev.slipway.notice.Receiver;
import dev.slipway.notice.Redaction;
import dev.slipway.preflight.Check;
import dev.slipway.preflight.Finding;
import io.temporal.failure.ApplicationFailure;
import java.time.Clock;

/** Sends each notice the way its receiver wants it. */
public final class Notices implements NoticeActivities {
  private static final int LONGEST_TITLE = 200;
  private static final int LONGEST_TEXT = 4_000;
  private static final String CUT = "… (cut)";

  private final NoticeSettings settings;
  private final Secrets secrets;
  private final WebhookNotices webhooks;
  private final Recall recall;

  /** For a worker: what an attempt achieved is kept in the activity's heartbeat. */
  public Notices(NoticeSettings settings, Secrets secrets, Clock clock) {
    this(settings, secrets, clock, Recall.ofActivity());
  }

  Notices(NoticeSettings settings, Secrets secrets, Clock clock, Recall recall) {
    this.recall = recall;
    this.settings = settings;
    this.secrets = secrets;
    this.webhooks = new WebhookNotices(settings, secrets, clock);
  }

  /**
   * May deliver twice when the answer got lost: the key tells.
   *
   * @throws io.temporal.failure.ApplicationFailure UNAVAILABLE when trying again can help;
   *     MISCONFIGURED or FORBIDDEN when this installation's settings are wrong. A receiver that
   *     refuses for good is a result, so that one dead address never stops a release
   */
  @Override
  public NoticeResult send(NoticeRequest request) {
    Notice notice = safe(request.notice());
    return switch (request.receiver()) {
      case Receiver.Webhook webhook -> webhooks.send(webhook, notice);
      case Receiver.Mail mail -> relay(mail).send(mail, notice);
    };
  }

  /** Reads what a notice would need; what is missing is a finding like any other. */
  @Override
  public Finding check(Check.ReceiverReady check) {
    try {
      switch (check.receiver()) {
        case Receiver.Webhook webhook -> webhooks.check(webhook);
        case Receiver.Mail mail -> relay(mail).check();
      }
      return new Finding.Passed("it can be told");
    } catch (ApplicationFailure failure) {
      String message = String.valueOf(failure.getOriginalMessage());
      return FailureType.UNAVAILABLE.name().equals(failure.getType())
          ? new Finding.Unseen(message)
          : new Finding.Failed(
              message,
              "correct the receiver in the environment's document, or what the worker for people is given");
    }
  }

  private MailNotices relay(Receiver.Mail mail) {
    SmtpSettings smtp = settings.smtp();
    if (smtp == null) {
      throw FailureType.MISCONFIGURED.failure(
          "receiver %s wants mail, and this installation has no SMTP relay: set one in the worker's settings"
              .formatted(mail.name()));
    }
    return new MailNotices(smtp, settings.timeout(), secrets, recall);
  }

  /** Masked before it is cut: half a token would not be recognised. */
  private static Notice safe(Notice notice) {
    String title = Redaction.mask(notice.title()).replaceAll("\\p{Cntrl}+", " ").strip();
    return new Notice(
        notice.key(),
        notice.occasion(),
        notice.run(),
        notice.environment(),
        cut(title, LONGEST_TITLE),
        cut(Redaction.mask(notice.text()), LONGEST_TEXT));
  }

  private static String cut(String text, int limit) {
    return text.length() <= limit ? text : text.substring(0, limit - CUT.length()) + CUT;
  }
}
