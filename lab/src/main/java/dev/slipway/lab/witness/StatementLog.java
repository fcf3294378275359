package dev.slipway.lab.witness;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * PostgreSQL's own log from one moment on: every statement that changes data or tables, written
 * down before it is carried out, without the values it carries.
 */
public final class StatementLog {
  /** As the lab sets {@code log_line_prefix}: database and user between tildes. */
  private static final Pattern FIRST_LINE =
      Pattern.compile(
          "\\S+ \\S+ \\S+ \\[[0-9]+] ~([^~]*)~([^~]*)~ LOG: {2}(?:statement|execute [^:]+): (.*)");

  private final LogTail tail;

  private StatementLog(LogTail tail) {
    this.tail = tail;
  }

  /** Begins at the present end of the file. */
  public static StatementLog begin(Path file) {
    return new StatementLog(LogTail.begin(file));
  }

  /**
   * A statement that began; it may have failed or been rolled back.
   *
   * @param text in one line and small letters
   */
  public record Statement(String database, String user, String text) {
    /** Whether it is one of these on a table: {@code update}, {@code delete}, and so on. */
    public boolean is(String verb, String table) {
      return text.matches(verb + " (into |from |table )?(only )?(\\w+\\.)?" + table + "\\b.*");
    }

    private Statement with(String line) {
      return new Statement(database, user, text + " " + line.strip().toLowerCase(Locale.ROOT));
    }
  }

  /** In their order, those of one database. */
  public List<Statement> statements(String database) {
    List<Statement> all = new ArrayList<>();
    boolean continues = false;
    for (String line : tail.lines()) {
      Matcher words = FIRST_LINE.matcher(line);
      if (words.matches()) {
        continues = words.group(1).equals(database);
        if (continues) {
          all.add(new Statement(database, words.group(2), words.group(3).toLowerCase(Locale.ROOT)));
        }
      } else if (continues && line.startsWith("\t")) {
        all.add(all.removeLast().with(line));
      } else {
        continues = false;
      }
    }
    return all;
  }
}
