package dev.slipway.probes;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.contract.FailureType;
import dev.slipway.notice.Redaction;
import dev.slipway.verify.FieldExpectation;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Holds a JSON answer against what was expected of it. */
record Expectations(List<FieldExpectation> fields, Variables variables) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_QUOTE = 80;

  /**
   * @return what is wrong, empty when nothing is
   */
  Optional<String> unmet(Reply.Answered answered) {
    if (fields.isEmpty()) {
      return Optional.empty();
    }
    Optional<JsonNode> json = parse(answered);
    if (json.isEmpty()) {
      return Optional.of("the answer is not JSON (%s)".formatted(answered.contentType()));
    }
    return fields.stream().flatMap(field -> unmet(field, json.get()).stream()).findFirst();
  }

  /**
   * @return empty for what is not JSON, an empty answer included
   */
  static Optional<JsonNode> parse(Reply.Answered answered) {
    try {
      return Optional.of(JSON.readTree(answered.body())).filter(node -> !node.isMissingNode());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  static JsonPointer pointer(String text) {
    try {
      return JsonPointer.compile(text);
    } catch (IllegalArgumentException e) {
      throw FailureType.INVALID.failure(
          "'%s' is not a JSON pointer: write /status or /checks/0/name".formatted(text));
    }
  }

  /** Text of a value, empty for a missing one and for null. */
  static Optional<String> text(JsonNode json, String pointer) {
    JsonNode found = json.at(pointer(pointer));
    if (found.isMissingNode() || found.isNull()) {
      return Optional.empty();
    }
    return Optional.of(found.isValueNode() ? found.asText() : found.toString());
  }

  private Optional<String> unmet(FieldExpectation field, JsonNode json) {
    Optional<String> found = text(json, field.pointer());
    if (found.isEmpty()) {
      return Optional.of("the answer has no " + field.pointer());
    }
    String template = field.equalTo();
    if (template == null) {
      return Optional.empty();
    }
    String wanted = variables.plain(template);
    boolean version = template.contains("${version}") || field.pointer().endsWith("/version");
    boolean same = version ? bare(wanted).equals(bare(found.get())) : wanted.equals(found.get());
    return same
        ? Optional.empty()
        : Optional.of(
            "%s is %s, wanted %s".formatted(field.pointer(), quote(found.get()), quote(wanted)));
  }

  /** v1.2.0 and 1.2.0 are one version. */
  private static String bare(String version) {
    return version.matches("v[0-9].*") ? version.substring(1) : version;
  }

  private String quote(String value) {
    String masked = Redaction.mask(value);
    return masked.length() <= LONGEST_QUOTE ? masked : masked.substring(0, LONGEST_QUOTE) + "…";
  }
}
