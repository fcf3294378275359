package dev.slipway.cli;

/** What the process ends with, so that a CI can tell one no from another. */
enum Exit {
  SUCCEEDED(0, "done, or the run succeeded"),
  FAILED(1, "something failed that none of the others names"),
  USAGE(2, "the command line is wrong, or names a file that cannot be read; nothing was sent"),
  REFUSED(
      3,
      "refused: documents or a request with faults, no token or role for it, nothing of that name,"
          + " a state that does not allow it; or a run that was rejected, expired or aborted"),
  COMPENSATED(4, "the run failed and took everything back"),
  NEEDS_ATTENTION(5, "the run ended and left something for a person to do"),
  TIMED_OUT(6, "still running when the waiting time was over"),
  UNREACHABLE(7, "the API, or what it needs, does not answer; repeat with the --key that is named");

  private final int code;
  private final String meaning;

  Exit(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  int code() {
    return code;
  }

  String meaning() {
    return meaning;
  }

  /** The end of a run, by the name of its state. */
  static Exit ofState(String state) {
    return switch (state) {
      case "SUCCEEDED" -> SUCCEEDED;
      case "COMPENSATED" -> COMPENSATED;
      case "NEEDS_ATTENTION", "DETACHED" -> NEEDS_ATTENTION;
      case "REFUSED", "REJECTED", "EXPIRED", "ABORTED" -> REFUSED;
      default -> FAILED;
    };
  }
}
