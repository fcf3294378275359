package dev.slipway.probes;

import dev.slipway.verify.Header;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One request, all variables filled in. */
record Question(String method, String path, List<Header> headers, @Nullable String body) {
  Question {
    headers = List.copyOf(headers);
  }

  static Question get(String path) {
    return new Question("GET", path, List.of(), null);
  }

  boolean onlyReads() {
    return method.equals("GET") || method.equals("HEAD");
  }
}
