package dev.slipway.lab.word;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** One of several choices, for enums. */
public interface Worded {

  /** What an enum has already. */
  String name();

  /** As it is written on the command line. */
  default String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * @param refusal a pattern for the word and the known ones
   * @throws IllegalArgumentException naming the known ones
   */
  static <T extends Worded> T of(T[] all, String word, String refusal) {
    return Arrays.stream(all)
        .filter(one -> one.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(refusal.formatted(word, words(all))));
  }

  /** All of them, with commas between. */
  static String words(Worded[] all) {
    return Arrays.stream(all).map(Worded::word).collect(Collectors.joining(", "));
  }
}
