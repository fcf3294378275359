package dev.slipway.release;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.slipway.artifact.Digest;
import dev.slipway.name.Retried;

/** What a registry said of a wanted image. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ResolvedImage.Found.class, name = "found"),
  @JsonSubTypes.Type(value = ResolvedImage.Missing.class, name = "missing")
})
public sealed interface ResolvedImage extends Retried {
  WantedImage wanted();

  record Found(
      WantedImage wanted, Digest digest, @JsonInclude(JsonInclude.Include.NON_DEFAULT) int retries)
      implements ResolvedImage {
    /** At the first attempt. */
    public Found(WantedImage wanted, Digest digest) {
      this(wanted, digest, 0);
    }
  }

  /**
   * Not found, not allowed, or a tag that may not be released.
   *
   * @param why with the way out
   */
  record Missing(WantedImage wanted, String why) implements ResolvedImage {
    @Override
    public int retries() {
      return 0;
    }
  }
}
