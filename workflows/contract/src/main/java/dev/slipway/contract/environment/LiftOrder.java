package dev.slipway.contract.environment;

import dev.slipway.name.EnvironmentName;

/** End an emergency stop. */
public record LiftOrder(String by) {
  /**
   * The refusal of a lift where no stop is in force. Whoever gets it knows that there is nothing
   * left to lift, other than after any other refusal; so its words are part of the contract.
   */
  public static String nothingToLift(EnvironmentName environment) {
    return "no stop is in force in " + environment;
  }
}
