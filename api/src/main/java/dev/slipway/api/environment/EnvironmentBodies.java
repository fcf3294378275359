package dev.slipway.api.environment;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.slipway.ledger.read.RunSummary;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.SiteName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What goes in and out here. */
final class EnvironmentBodies {
  private EnvironmentBodies() {}

  /**
   * @param toStable also abort what runs; false if absent
   * @param reason needed
   */
  record StopBody(@Nullable String reason, @Nullable Boolean toStable) {}

  record ReasonBody(@Nullable String reason) {}

  /**
   * @param stopped the last thing said of an emergency stop; absent when none was ever ordered
   * @param unattended that nobody works for the open runs; absent when somebody does, when one
   *     moved lately, and in lists
   * @param open runs that have not ended, newest first
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record EnvironmentAnswer(
      EnvironmentName name,
      long revision,
      SiteName site,
      boolean stopped,
      @Nullable String stop,
      @Nullable String unattended,
      List<RunSummary> open) {}
}
