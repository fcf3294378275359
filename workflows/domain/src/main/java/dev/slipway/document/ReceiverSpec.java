package dev.slipway.document;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.slipway.notice.Occasion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who is told, and of what. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ReceiverSpec.Webhook.class, name = "webhook"),
  @JsonSubTypes.Type(value = ReceiverSpec.Mail.class, name = "mail")
})
public sealed interface ReceiverSpec {

  String name();

  @Nullable List<Occasion> occasions();

  @Says("A signed POST.")
  record Webhook(
      @Says(value = "Name of the receiver.", shape = Shape.LABEL) String name,
      @Says(value = "Reference to the address.", shape = Shape.NOTICE_SECRET_REF) String url,
      @Says(value = "Reference to the key of the signature.", shape = Shape.NOTICE_SECRET_REF)
          @Nullable String signingKey,
      @Says(value = "What it wants to hear.", max = "20", otherwise = "everything")
          @Nullable List<Occasion> occasions)
      implements ReceiverSpec {

    public Webhook {
      occasions = occasions == null ? null : List.copyOf(occasions);
    }
  }

  @Says("A mail by the worker's relay.")
  record Mail(
      @Says(value = "Name of the receiver.", shape = Shape.LABEL) String name,
      @Says(value = "Addresses.", shape = Shape.MAIL, min = "1", max = "100") List<String> to,
      @Says(value = "What it wants to hear.", max = "20", otherwise = "everything")
          @Nullable List<Occasion> occasions)
      implements ReceiverSpec {

    public Mail {
      to = List.copyOf(to);
      occasions = occasions == null ? null : List.copyOf(occasions);
    }
  }
}
