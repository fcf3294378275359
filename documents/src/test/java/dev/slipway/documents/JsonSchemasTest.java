package dev.slipway.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.houserules.ReferencePage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JsonSchemasTest {

  private static final JsonNode SCHEMA = parse(JsonSchemas.text(JsonSchemas.any()));

  static List<String> systems() {
    return Examples.SYSTEMS;
  }

  @ParameterizedTest
  @MethodSource("systems")
  void acceptsEveryDocumentThatTheReaderAccepts(String system) {
    for (Placed placed : Examples.of(system).documents()) {
      JsonNode document = new ObjectMapper().valueToTree(DocumentWriter.tree(placed.document()));

      assertThat(objections(SCHEMA, document, "")).isEmpty();
    }
  }

  @Test
  @Tag("docs")
  void standsInFilesThatEditorsRead() {
    ReferencePage.checkAsIs("schema/document.json", JsonSchemas.text(JsonSchemas.any()));
    for (String kind : DocumentReader.KINDS) {
      ReferencePage.checkAsIs(
          "schema/%s.json".formatted(kind.toLowerCase(Locale.ROOT)),
          JsonSchemas.text(JsonSchemas.of(kind)));
    }
  }

  @Test
  void everyExampleTellsEditorsWhereItsSchemaIs() throws Exception {
    Path root = Path.of(System.getProperty("slipway.root"));
    try (Stream<Path> files = Files.walk(root.resolve("examples"))) {
      List<Path> documents = files.filter(file -> file.getParent().endsWith("documents")).toList();
      assertThat(documents).hasSizeGreaterThan(10);
      for (Path document : documents) {
        String first = Files.readString(document).lines().findFirst().orElse("");
        assertThat(first).startsWith("# yaml-language-server: $schema=");
        assertThat(document.getParent().resolve(first.replaceFirst(".*=", ""))).exists();
      }
    }
  }

  @Test
  void refusesAnUnknownFieldAndAMissingOne() {
    JsonNode service = parse(JsonSchemas.text(JsonSchemas.of("Service")));
    JsonNode document =
        parse(
            """
            {"apiVersion": "slipway.dev/v1", "kind": "Service", "metadata": {"name": "a"},
             "spec": {"imag": "a", "health": {"samples": 0}}}
            """);

    assertThat(objections(service, document, ""))
        .containsExactly(
            "/spec/imag is unknown",
            "/spec/health/path is missing",
            "/spec/health/samples is too small");
  }

  @Test
  void describesEveryFieldThatADocumentCanHave() {
    JsonNode timeout = SCHEMA.at("/$defs/StrategySpec/properties/rolloutTimeout");

    assertThat(timeout.path("description").asText()).endsWith("Default: 5m.");
    assertThat("5m").matches(timeout.path("pattern").asText());
    assertThat("PT5M").matches(timeout.path("pattern").asText());
    assertThat("soon").doesNotMatch(timeout.path("pattern").asText());
  }

  @Test
  void knowsItsKinds() {
    assertThatThrownBy(() -> JsonSchemas.of("Site"))
        .hasMessage("kind 'Site' is not known; known: Service, Environment");
  }

  /** The part of JSON Schema that our schemas use, nothing more. */
  private static List<String> objections(JsonNode schema, JsonNode value, String at) {
    if (schema.has("$ref")) {
      JsonNode target = root(schema).at(schema.path("$ref").asText().substring(1));
      return objections(target, value, at);
    }
    if (schema.has("oneOf")) {
      return oneOf(schema, value, at);
    }
    var found = new ArrayList<String>();
    if (schema.has("const") && !schema.path("const").equals(value)) {
      found.add(at + " is not " + schema.path("const").asText());
    }
    if (schema.has("enum") && !contains(schema.path("enum"), value)) {
      found.add(at + " is no known word");
    }
    if (schema.has("pattern")
        && !Pattern.compile(schema.path("pattern").asText()).matcher(value.asText()).find()) {
      found.add(at + " does not match " + schema.path("pattern").asText());
    }
    if (schema.has("minimum") && value.asDouble() < schema.path("minimum").asDouble()) {
      found.add(at + " is too small");
    }
    found.addAll(inside(schema, value, at));
    return found;
  }

  private static JsonNode root(JsonNode any) {
    return SCHEMA.path("$defs").isMissingNode() ? any : SCHEMA;
  }

  private static List<String> oneOf(JsonNode schema, JsonNode value, String at) {
    var all = new ArrayList<String>();
    int fitting = 0;
    for (JsonNode choice : schema.path("oneOf")) {
      List<String> objections = objections(choice, value, at);
      fitting += objections.isEmpty() ? 1 : 0;
      all.addAll(objections);
    }
    return fitting == 1 ? List.of() : all;
  }

  private static boolean contains(JsonNode words, JsonNode value) {
    for (JsonNode word : words) {
      if (word.equals(value)) {
        return true;
      }
    }
    return false;
  }

  private static List<String> inside(JsonNode schema, JsonNode value, String at) {
    var found = new ArrayList<String>();
    switch (schema.path("type").asText()) {
      case "object" -> {
        value
            .properties()
            .forEach(
                field -> {
                  JsonNode known = schema.path("properties").path(field.getKey());
                  JsonNode others = schema.path("additionalProperties");
                  if (!known.isMissingNode()) {
                    found.addAll(objections(known, field.getValue(), at + "/" + field.getKey()));
                  } else if (others.isObject()) {
                    found.addAll(objections(others, field.getValue(), at + "/" + field.getKey()));
                  } else {
                    found.add(at + "/" + field.getKey() + " is unknown");
                  }
                });
        schema
            .path("required")
            .forEach(
                name -> {
                  if (!value.has(name.asText())) {
                    found.add(0, at + "/" + name.asText() + " is missing");
                  }
                });
      }
      case "array" -> {
        for (int i = 0; i < value.size(); i++) {
          found.addAll(objections(schema.path("items"), value.get(i), at + "/" + i));
        }
      }
      case "integer" -> check(value.isInt(), at, "whole number", found);
      case "number" -> check(value.isNumber(), at, "number", found);
      case "boolean" -> check(value.isBoolean(), at, "truth value", found);
      case "string" -> check(value.isTextual(), at, "text", found);
      default -> {}
    }
    return found;
  }

  private static void check(boolean good, String at, String wanted, List<String> found) {
    if (!good) {
      found.add(at + " is no " + wanted);
    }
  }

  private static JsonNode parse(String json) {
    try {
      return new ObjectMapper().readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
