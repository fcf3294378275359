package dev.slipway.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * Why a command ends early, with what it ends with. The message is for the person at the keyboard.
 */
final class Trouble extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Exit exit;
  private final transient List<String> details;

  Trouble(Exit exit, String message, List<String> details) {
    super(message, null, false, false);
    this.exit = exit;
    this.details = List.copyOf(details);
  }

  Trouble(Exit exit, String message) {
    this(exit, message, List.of());
  }

  /** The same with one more line. */
  Trouble with(String detail) {
    var more = new ArrayList<>(details);
    more.add(detail);
    return new Trouble(exit, String.valueOf(getMessage()), more);
  }

  Exit exit() {
    return exit;
  }

  List<String> details() {
    return details;
  }
}
