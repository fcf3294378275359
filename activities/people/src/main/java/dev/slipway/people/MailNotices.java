package dev.slipway.people;

import dev.slipway.contract.FailureType;
import dev.slipway.contract.Secrets;
import dev.slipway.contract.people.NoticeResult;
import dev.slipway.notice.Notice;
import dev.slipway.notice.Receiver;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;

/** Hands a notice to the SMTP relay. */
final class MailNotices {
  private final SmtpSettings smtp;
  private final Duration timeout;
  private final Secrets secrets;
  private final Recall recall;

  MailNotices(SmtpSettings smtp, Duration timeout, Secrets secrets, Recall recall) {
    this.recall = recall;
    this.smtp = smtp;
    this.timeout = timeout;
    this.secrets = secrets;
  }

  NoticeResult send(Receiver.Mail receiver, Notice notice) {
    Session session = Session.getInstance(properties());
    Settled before = recall.settled();
    try (Transport transport = session.getTransport("smtp")) {
      InternetAddress[] to = addresses(before.open(receiver.to()));
      NoticeMail mail = NoticeMail.of(session, smtp.from(), receiver, notice);
      transport.connect(
          smtp.host(), smtp.port(), resolve(smtp.usernameRef()), resolve(smtp.passwordRef()));
      transport.sendMessage(mail, to);
      return before.refused().isEmpty()
          ? new NoticeResult(true, "mail to %s taken by %s".formatted(receiver.to(), smtp.host()))
          : partly(receiver, before);
    } catch (AddressException e) {
      return refused(receiver, "an address is not valid: " + e.getRef());
    } catch (AuthenticationFailedException e) {
      // the exception quotes the server's answer, which some servers fill with the user name
      throw FailureType.FORBIDDEN.failure(
          "smtp relay %s refuses the login of %s: correct it in the worker's settings"
              .formatted(smtp.host(), smtp.usernameRef()));
    } catch (SendFailedException e) {
      return undelivered(receiver, before, e);
    } catch (MessagingException e) {
      throw FailureType.UNAVAILABLE.failure(
          "smtp relay %s:%d does not take mail: %s"
              .formatted(smtp.host(), smtp.port(), e.getMessage()));
    }
  }

  /**
   * Reads the login of the relay, and keeps nothing.
   *
   * @throws io.temporal.failure.ApplicationFailure MISCONFIGURED when a reference leads nowhere
   */
  void check() {
    String user = resolve(smtp.usernameRef());
    String password = resolve(smtp.passwordRef());
    if (user != null && (user.isEmpty() || password == null || password.isEmpty())) {
      throw FailureType.MISCONFIGURED.failure(
          "the login of smtp relay %s is empty: correct it in the worker's settings"
              .formatted(smtp.host()));
    }
  }

  /**
   * A reply of 5xx is final, of 4xx is not (RFC 5321, 4.2.1). Who has the mail does not get it
   * again because somebody else's box is full.
   */
  private NoticeResult undelivered(
      Receiver.Mail receiver, Settled before, SendFailedException failure) {
    List<String> refused = new ArrayList<>();
    List<Integer> codes = new ArrayList<>();
    for (Exception next = failure; next != null; next = following(next)) {
      if (next instanceof SMTPAddressFailedException address) {
        codes.add(address.getReturnCode());
        if (address.getReturnCode() >= 500) {
          refused.add(address.getAddress().getAddress());
        }
      } else if (next instanceof SMTPSendFailedException send && send.getReturnCode() >= 400) {
        codes.add(send.getReturnCode());
      }
    }
    Settled now = before.and(texts(failure.getValidSentAddresses()), refused);
    boolean finalForAll = codes.stream().anyMatch(code -> code >= 500) && refused.isEmpty();
    if (!finalForAll && !now.open(receiver.to()).isEmpty()) {
      recall.remember(now);
      throw FailureType.UNAVAILABLE.failure(
          "smtp relay %s does not take the mail to %s now (%s)"
              .formatted(smtp.host(), receiver.name(), codes));
    }
    return now.taken().isEmpty()
        ? refused(receiver, "the relay answers " + codes)
        : partly(receiver, now);
  }

  private static NoticeResult partly(Receiver.Mail receiver, Settled settled) {
    return new NoticeResult(
        true,
        "mail to %s taken for some of its addresses only; refused for %s"
            .formatted(receiver.name(), String.join(", ", settled.refused())));
  }

  private static List<String> texts(Address @Nullable [] addresses) {
    return addresses == null ? List.of() : Arrays.stream(addresses).map(Address::toString).toList();
  }

  private static @Nullable Exception following(Exception failure) {
    return failure instanceof MessagingException mail ? mail.getNextException() : null;
  }

  private static NoticeResult refused(Receiver receiver, String why) {
    return new NoticeResult(
        false,
        "mail to %s is refused: %s; correct the receiver's addresses"
            .formatted(receiver.name(), why));
  }

  private static InternetAddress[] addresses(List<String> texts) throws AddressException {
    InternetAddress[] addresses = new InternetAddress[texts.size()];
    for (int index = 0; index < addresses.length; index++) {
      addresses[index] = new InternetAddress(texts.get(index), true);
    }
    return addresses;
  }

  private @Nullable String resolve(@Nullable String reference) {
    return reference == null ? null : secrets.resolve(reference).strip();
  }

  private Properties properties() {
    String millis = String.valueOf(timeout.toMillis());
    boolean startTls = smtp.security() == SmtpSettings.Security.STARTTLS;
    Properties properties = new Properties();
    properties.put("mail.smtp.connectiontimeout", millis);
    properties.put("mail.smtp.timeout", millis);
    properties.put("mail.smtp.writetimeout", millis);
    properties.put("mail.smtp.sendpartial", "true");
    properties.put("mail.smtp.auth", String.valueOf(smtp.usernameRef() != null));
    properties.put("mail.smtp.starttls.enable", String.valueOf(startTls));
    properties.put("mail.smtp.starttls.required", String.valueOf(startTls));
    properties.put(
        "mail.smtp.ssl.enable", String.valueOf(smtp.security() == SmtpSettings.Security.TLS));
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    return properties;
  }
}
