package dev.slipway.ledger;

import org.jspecify.annotations.Nullable;

/** Text as a column can hold it: PostgreSQL takes every character but NUL. */
public final class PlainText {
  private PlainText() {}

  public static String of(String text) {
    return text.replace('\0', ' ');
  }

  public static @Nullable String ofAny(@Nullable String text) {
    return text == null ? null : of(text);
  }
}
