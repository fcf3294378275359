package dev.slipway.cli;

import dev.slipway.documents.Placed;
import java.util.List;

/**
 * The files that documents came from. The API gets all of them as one text and answers with kind,
 * name and field; whoever mends a fault needs file and line.
 *
 * @param text what is sent
 */
record Places(String text, List<Placed> documents) {

  /** Runs a call and names file and line in what it refuses. */
  <T> T naming(java.util.function.Supplier<T> call) {
    try {
      return call.get();
    } catch (Trouble trouble) {
      throw new Trouble(
          trouble.exit(),
          named(String.valueOf(trouble.getMessage())),
          trouble.details().stream().map(this::named).toList());
    }
  }

  private String named(String line) {
    for (Placed placed : documents) {
      String title = placed.document().kind() + "/" + placed.document().title();
      if (line.startsWith(title + ":") || line.startsWith(title + " ")) {
        int at = placed.lineOf(field(line.substring(title.length())));
        return placed.file() + (at > 0 ? ":" + at : "") + " " + line;
      }
    }
    return line;
  }

  /** The exact path that follows a document's title; empty for the document as a whole. */
  private static String field(String rest) {
    int end = rest.indexOf(':');
    return end < 0 ? "" : rest.substring(0, end).strip();
  }
}
