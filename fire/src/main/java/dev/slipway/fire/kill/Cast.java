package dev.slipway.fire.kill;

import dev.slipway.fire.stage.Crew;
import dev.slipway.fire.stage.Door;

/**
 * Who speaks to an installation.
 *
 * @param ann releases, and gives orders
 * @param bob approves
 */
record Cast(Door ann, Door bob) {
  static Cast of(Crew crew) {
    return new Cast(crew.person("ann", "operator"), crew.person("bob", "approver"));
  }
}
