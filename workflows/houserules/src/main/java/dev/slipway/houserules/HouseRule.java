package dev.slipway.houserules;

import java.util.List;

/** One group of rules over one module. */
interface HouseRule {

  /** Every place where the module breaks the rule; empty when it keeps it. */
  List<Violation> violations(House house);
}
