package dev.slipway.api.document;

import java.util.ArrayList;
import java.util.List;

/**
 * A text with several documents, cut where YAML says that one ends, so that each is kept as its
 * author wrote it, comments included.
 */
final class Pieces {
  private Pieces() {}

  static List<String> of(String text) {
    var pieces = new ArrayList<String>();
    var piece = new StringBuilder();
    for (String line : text.split("\r?\n", -1)) {
      if (line.equals("---") || line.startsWith("--- ") || line.equals("...")) {
        pieces.add(piece.toString());
        piece.setLength(0);
        piece.append(line.startsWith("--- ") ? line.substring(4) + "\n" : "");
      } else {
        piece.append(line).append('\n');
      }
    }
    pieces.add(piece.toString());
    return pieces.stream().filter(Pieces::saysSomething).map(Pieces::trimmed).toList();
  }

  private static boolean saysSomething(String piece) {
    return piece.lines().anyMatch(line -> !line.isBlank() && !line.stripLeading().startsWith("#"));
  }

  private static String trimmed(String piece) {
    return piece.strip() + "\n";
  }
}
