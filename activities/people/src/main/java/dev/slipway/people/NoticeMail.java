package dev.slipway.people;

import dev.slipway.notice.Notice;
import dev.slipway.notice.Receiver;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Date;
import java.util.HexFormat;

/** A mail whose Message-ID follows from the notice's key, so that programs drop repeats. */
final class NoticeMail extends MimeMessage {
  private final String id;

  private NoticeMail(Session session, String id) {
    super(session);
    this.id = id;
  }

  static NoticeMail of(Session session, String from, Receiver.Mail receiver, Notice notice)
      throws MessagingException {
    NoticeMail mail = new NoticeMail(session, messageId(receiver.name(), notice, from));
    mail.setFrom(new InternetAddress(from, true));
    for (String address : receiver.to()) {
      mail.addRecipient(Message.RecipientType.TO, new InternetAddress(address, true));
    }
    mail.setSubject(notice.title(), StandardCharsets.UTF_8.name());
    mail.setText(notice.text(), StandardCharsets.UTF_8.name());
    mail.setSentDate(new Date());
    mail.setHeader("X-Slipway-Key", notice.key().value().replaceAll("[^\\x21-\\x7e]", "?"));
    mail.setHeader("Auto-Submitted", "auto-generated");
    return mail;
  }

  @Override
  protected void updateMessageID() throws MessagingException {
    setHeader("Message-ID", id);
  }

  private static String messageId(String receiver, Notice notice, String from) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest((receiver + "\n" + notice.key()).getBytes(StandardCharsets.UTF_8));
      String domain = from.substring(from.lastIndexOf('@') + 1).replaceAll("[^A-Za-z0-9.-]", "");
      return "<slipway-%s@%s>".formatted(HexFormat.of().formatHex(hash, 0, 16), domain);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
