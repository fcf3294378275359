package dev.slipway.houserules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A page under {@code docs/} that comes from code. A test hands in what the page should say; when
 * the page says something else the test fails, and {@code ./slipway docs} writes it anew. So a page
 * can be read on the web like any other, and cannot rot.
 *
 * <p>Such a test carries {@code @Tag("docs")}: that is how {@code ./slipway docs} finds it.
 */
public final class ReferencePage {

  private static final String NOTE =
      "<!-- Written by ./slipway docs from the code; do not edit. -->\n";

  private ReferencePage() {}

  /**
   * Compares a page with what it should say, or writes it when the system property {@code
   * slipway.docs} is {@code write}.
   *
   * @param name path below {@code docs/}, such as {@code reference/modules.md}
   * @param text the whole page in Markdown
   * @throws AssertionError when the page differs
   */
  public static void check(String name, String text) {
    Path root = Path.of(System.getProperty("slipway.root", ""));
    check(
        root.resolve("docs").resolve(name),
        text,
        "write".equals(System.getProperty("slipway.docs")));
  }

  /** The same for a file that is no Markdown, and says nothing but the text. */
  public static void checkAsIs(String name, String text) {
    Path root = Path.of(System.getProperty("slipway.root", ""));
    compare(
        root.resolve("docs").resolve(name),
        text,
        "write".equals(System.getProperty("slipway.docs")));
  }

  static void check(Path page, String text, boolean write) {
    compare(page, NOTE + text.stripTrailing() + "\n", write);
  }

  private static void compare(Path page, String wanted, boolean write) {
    try {
      if (write) {
        Path folder = page.toAbsolutePath().getParent();
        Files.createDirectories(folder == null ? page : folder);
        Files.writeString(page, wanted);
        return;
      }
      String found = Files.exists(page) ? Files.readString(page) : "";
      if (!found.equals(wanted)) {
        throw new AssertionError(
            "%s no longer says what the code says; run ./slipway docs and look at the difference"
                .formatted(page));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read or write " + page, e);
    }
  }
}
