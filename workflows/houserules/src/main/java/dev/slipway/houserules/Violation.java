package dev.slipway.houserules;

/**
 * A broken rule.
 *
 * @param rule the rule in one sentence
 * @param place where it is broken: file and line, class or package
 * @param wayOut what to do instead
 */
record Violation(String rule, String place, String wayOut) {

  @Override
  public String toString() {
    return rule + "\n    at " + place + "\n    instead: " + wayOut;
  }
}
