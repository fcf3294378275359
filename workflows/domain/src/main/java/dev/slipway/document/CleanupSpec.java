package dev.slipway.document;

import dev.slipway.verify.Header;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Removes what a smoke request made. */
public record CleanupSpec(
    @Says(value = "HTTP method.", shape = Shape.METHOD, otherwise = "DELETE")
        @Nullable String method,
    @Says(value = "Path, with variables.", shape = Shape.PATH) String path,
    @Says(value = "Headers, with variables.", max = "50") @Nullable List<Header> headers) {

  public CleanupSpec {
    headers = headers == null ? null : List.copyOf(headers);
  }
}
