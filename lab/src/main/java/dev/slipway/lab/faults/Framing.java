package dev.slipway.lab.faults;

import java.util.function.Supplier;

/** What is spoken on a wire that is not HTTP/1.1. */
public enum Framing {
  /** Nothing is known of it: whatever comes at once is one request, and each is a write. */
  BYTES(Bytes::new),
  /** PostgreSQL: the end of a transaction is a write, every other statement a read. */
  POSTGRES(Postgres::new),
  /** Mail: the end of a letter is a write, every other command a read. */
  SMTP(Smtp::new);

  /** A constructor, which keeps nothing. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final Supplier<Conversation> conversation;

  Framing(Supplier<Conversation> conversation) {
    this.conversation = conversation;
  }

  Conversation begin() {
    return conversation.get();
  }
}
