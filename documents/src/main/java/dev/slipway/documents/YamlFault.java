package dev.slipway.documents;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** What is wrong with a text that is no YAML, in the words of whoever wrote it. */
final class YamlFault {
  private static final Pattern CHARACTER = Pattern.compile("found character '(.)' that cannot .*");

  private YamlFault() {}

  /** Line from 1; 0 where none is known. */
  static int line(YAMLException e) {
    return e instanceof MarkedYAMLException marked && marked.getProblemMark() != null
        ? marked.getProblemMark().getLine() + 1
        : 0;
  }

  static String sentence(YAMLException e) {
    return e instanceof MarkedYAMLException marked
        ? "is not valid YAML: " + said(String.valueOf(marked.getProblem()))
        : refused(String.valueOf(e.getMessage()));
  }

  private static String said(String problem) {
    if (problem.startsWith("mapping values are not allowed")) {
      return "a second ':' in one line, or a line indented too far; put text that holds ': ' into quotes";
    }
    if (problem.contains("TAB")) {
      return "a line begins with a tab; indent by spaces";
    }
    if (problem.startsWith("expected <block end>")) {
      return "this line is not indented like the others of its block, or has a '-' too many or too few";
    }
    if (problem.startsWith("expected ',' or")) {
      return "a bracket is not closed, or a ',' is missing before this";
    }
    if (problem.startsWith("found unexpected end of stream")) {
      return "text in quotes is not closed";
    }
    if (problem.startsWith("could not find expected ':'")) {
      return "a ':' is missing after the name of a field";
    }
    if (problem.startsWith("found undefined alias")) {
      return "'*%s' stands for nothing; define it above by '&', or put the text into quotes"
          .formatted(problem.replace("found undefined alias", "").strip());
    }
    Matcher character = CHARACTER.matcher(problem);
    return character.matches()
        ? "text cannot begin with '%s'; put it into quotes".formatted(character.group(1))
        : problem.replaceAll("<([a-z ]+)>", "$1");
  }

  private static String refused(String message) {
    if (message.contains("code point limit") || message.contains("exceeds the limit")) {
      return "is longer than %d characters; split it".formatted(DocumentReader.MAX_CHARACTERS);
    }
    if (message.startsWith("Number of aliases")) {
      return "uses more than %d aliases for groups and lists; write some of them out"
          .formatted(DocumentReader.MAX_ALIASES);
    }
    if (message.startsWith("Nesting Depth")) {
      return "is nested deeper than %d levels".formatted(DocumentReader.MAX_DEPTH);
    }
    return message.startsWith("unacceptable code point") || message.contains("special characters")
        ? "holds a control character, which no document needs"
        : "is no YAML that can be read here";
  }
}
