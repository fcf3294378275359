package dev.slipway.contract.artifact;

import dev.slipway.contract.preflight.Findings;
import dev.slipway.contract.preflight.Questions;
import dev.slipway.preflight.Check;
import dev.slipway.preflight.Finding;
import dev.slipway.release.ResolvedImage;
import dev.slipway.release.WantedImage;
import io.temporal.activity.ActivityInterface;

@ActivityInterface(namePrefix = "Image")
public interface ImageActivities {
  /**
   * A03: one look at the registry for each wanted image. Missing is an answer; an ill registry is
   * UNAVAILABLE.
   */
  ResolvedImage resolve(WantedImage wanted);

  /** Answers {@link Check.ImagePullable}. */
  Finding check(Check check);

  /** Many of them in one call; each is answered, or not, for itself. */
  default Findings checks(Questions asked) {
    return Findings.inTurn(asked, this::check);
  }
}
