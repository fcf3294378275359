package dev.slipway.documents;

import dev.slipway.release.Problem;

/**
 * What is wrong with a document, and where.
 *
 * @param file name of the file as given
 * @param line from 1; 0 where no line can be named
 * @param document kind and name, such as {@code Service/backend}; empty where not even that can be
 *     read
 * @param field exact path, such as {@code spec.verify[2].path}; empty for the document as a whole
 */
public record DocumentProblem(
    String file, int line, String document, String field, String message) {

  /** The same for an answer that knows no files. */
  public Problem toProblem() {
    String place = line > 0 ? file + " line " + line : file;
    String where = document.isEmpty() ? place : document;
    return new Problem(field.isEmpty() ? where : where + " " + field, message);
  }

  @Override
  public String toString() {
    String place = line > 0 ? file + ":" + line : file;
    String where = document.isEmpty() ? place : place + " " + document;
    return field.isEmpty() ? where + ": " + message : where + " " + field + ": " + message;
  }
}
