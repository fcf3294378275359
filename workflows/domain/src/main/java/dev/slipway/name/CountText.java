package dev.slipway.name;

/** Numbers of things as people say them: {@code 1 restart}, {@code 3 restarts}. */
public final class CountText {
  private CountText() {}

  public static String of(long number, String one) {
    return number == 1 ? "1 " + one : number + " " + one + "s";
  }
}
