package dev.slipway.contract;

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
}
