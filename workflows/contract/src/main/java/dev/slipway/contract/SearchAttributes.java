package dev.slipway.contract;

import dev.slipway.release.ReleaseRequest;
import dev.slipway.release.RunState;
import io.temporal.common.SearchAttributeKey;
import java.util.List;

/**
 * Search attributes, registered at start; what must be readable without a living worker belongs
 * here.
 */
public final class SearchAttributes {
  public static final SearchAttributeKey<String> ENVIRONMENT =
      SearchAttributeKey.forKeyword("SlipwayEnvironment");
  public static final SearchAttributeKey<List<String>> SERVICE =
      SearchAttributeKey.forKeywordList("SlipwayService");
  public static final SearchAttributeKey<String> STATE =
      SearchAttributeKey.forKeyword("SlipwayState");
  public static final SearchAttributeKey<String> RELEASE =
      SearchAttributeKey.forKeyword("SlipwayRelease");

  private SearchAttributes() {}

  /** What is known of a request before anything was planned for it. */
  public static io.temporal.common.SearchAttributes of(ReleaseRequest request) {
    return io.temporal.common.SearchAttributes.newBuilder()
        .set(ENVIRONMENT, request.environment().value())
        .set(RELEASE, request.run().value())
        .set(SERVICE, request.services().stream().map(w -> w.service().value()).toList())
        .set(STATE, RunState.PLANNING.name())
        .build();
  }
}
