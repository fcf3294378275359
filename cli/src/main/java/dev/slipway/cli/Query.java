package dev.slipway.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A path with its query, encoded. */
final class Query {
  private final StringBuilder text;
  private char next = '?';

  Query(String path) {
    this.text = new StringBuilder(path);
  }

  Query with(String name, @Nullable String value) {
    if (value != null) {
      text.append(next).append(name).append('=').append(part(value));
      next = '&';
    }
    return this;
  }

  String text() {
    return text.toString();
  }

  /** One segment of a path or one value of a query. */
  static String part(String raw) {
    return URLEncoder.encode(raw, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
