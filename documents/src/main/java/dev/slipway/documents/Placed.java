package dev.slipway.documents;

import dev.slipway.document.Document;
import java.util.SortedMap;

/**
 * A document that was read, with the place of each of its fields.
 *
 * @param text as written, comments included, of this document alone
 * @param lines line of each field that the file names, by its path
 */
public record Placed(
    String file, String text, SortedMap<String, Integer> lines, Document document) {

  /** Line of the field, or of the nearest field around it; 0 if there is none. */
  public int lineOf(String field) {
    String path = field;
    while (!path.isEmpty()) {
      Integer line = lines.get(path);
      if (line != null) {
        return line;
      }
      int cut = Math.max(path.lastIndexOf('.'), path.lastIndexOf('['));
      path = cut < 0 ? "" : path.substring(0, cut);
    }
    return lines.getOrDefault("", 0);
  }

  DocumentProblem problem(String field, String message) {
    return new DocumentProblem(
        file, lineOf(field), document.kind() + "/" + document.title(), field, message);
  }
}
