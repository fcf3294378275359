package dev.slipway.rollout;

/** Puts a name before a sentence that may begin with it already. */
final class Prefixed {
  private Prefixed() {}

  static String by(String name, String sentence) {
    return sentence.startsWith(name + ":") || sentence.startsWith(name + " ")
        ? sentence
        : name + ": " + sentence;
  }
}
