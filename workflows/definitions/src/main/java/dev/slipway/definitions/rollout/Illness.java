package dev.slipway.definitions.rollout;

import dev.slipway.definitions.run.Pause;
import dev.slipway.rollout.RolloutSighting;
import java.util.ArrayList;
import java.util.List;

/**
 * What one watch knows to be ill. Each system is told once, and once more when all are well; the
 * clock then begins anew, but not for ever: a platform that falls ill again and again would keep a
 * change alive that never gets ready.
 */
final class Illness {
  private static final int FRESH_STARTS = 3;

  private final News news;
  private final List<String> systems = new ArrayList<>();
  private final Pause pause = new Pause();
  private int recoveries;

  Illness(News news) {
    this.news = news;
  }

  boolean isKnown() {
    return !systems.isEmpty();
  }

  /**
   * @return whether this is news
   */
  boolean begin(String system) {
    return !systems.contains(system) && systems.add(system);
  }

  /** Whoever was ill so often is no reason to wait for any more. */
  boolean excusesNoMore(RolloutSighting seen) {
    return seen instanceof RolloutSighting.PlatformIll && recoveries > FRESH_STARTS;
  }

  /** An outage may last for days, and each look leaves its lines in the history. */
  void pause(String system) {
    pause.sleep("until " + system + " is asked again");
  }

  /**
   * @return whether the clock begins anew
   */
  boolean end() {
    systems.forEach(news::well);
    systems.clear();
    recoveries++;
    return recoveries <= FRESH_STARTS;
  }
}
