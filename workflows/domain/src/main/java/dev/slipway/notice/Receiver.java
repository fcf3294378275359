package dev.slipway.notice;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where notices go. Addresses of secrets are references ({@code env:}, {@code file:}, {@code
 * kubernetes://}), never values.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Receiver.Webhook.class, name = "webhook"),
  @JsonSubTypes.Type(value = Receiver.Mail.class, name = "mail")
})
public sealed interface Receiver {
  /** Name by which documents and the ledger speak of it. */
  String name();

  /** What it wants to hear. */
  List<Occasion> occasions();

  /**
   * A POST with a JSON body, signed as {@code X-Slipway-Signature: v1=<hex hmac-sha256 of
   * "timestamp.body">}.
   *
   * @param signingKeyRef reference to the HMAC key; null sends unsigned and the plan warns
   */
  record Webhook(
      String name, String urlRef, @Nullable String signingKeyRef, List<Occasion> occasions)
      implements Receiver {}

  /** A mail by the worker's SMTP relay. */
  record Mail(String name, List<String> to, List<Occasion> occasions) implements Receiver {}
}
