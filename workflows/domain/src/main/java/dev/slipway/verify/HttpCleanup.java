package dev.slipway.verify;

import java.util.List;

/** Removes test data; an answer 404 or 410 counts as removed. */
public record HttpCleanup(String method, String path, List<Header> headers) {
  public HttpCleanup {
    headers = List.copyOf(headers);
  }
}
