package dev.slipway.bench;

import dev.slipway.houserules.HouseRules;
import org.junit.jupiter.api.Test;

class HouseRulesTest {

  @Test
  void keepsTheHouseRules() {
    HouseRules.check();
  }
}
