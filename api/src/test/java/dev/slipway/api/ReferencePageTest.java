package dev.slipway.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.door.Needs;
import dev.slipway.api.problem.Kind;
import dev.slipway.houserules.ReferencePage;
import dev.slipway.name.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** The page on the API comes from what the API says of itself, and from its roles. */
@Tag("docs")
class ReferencePageTest {
  private static final Bed BED = Bed.get();
  private static final List<String> METHODS = List.of("get", "post", "delete");
  private static final String HEAD =
      """
      # The API

      Everything that a person, a CI or the command line client does with Slipway goes through this
      API. A running process shows the same under `/api/v1/openapi` (OpenAPI 3) and, for reading in
      a browser, under `/api/v1/docs`.

      - **Tokens.** Every request carries `Authorization: Bearer TOKEN`. Open to everybody are only
        `/livez`, `/readyz`, `/api/v1/openapi` and `/api/v1/docs` with its pages below
        `/api/v1/swagger-ui`. A token has roles and may be limited to environments and services; a
        role includes others as the table says. Metrics are on a port of their own (8091), which
        answers this machine only unless it is told otherwise.
      - **Repeating.** Every POST takes an `Idempotency-Key` of 1 to 200 printable characters. The
        same key with the same body has one effect and one answer, also at another API process and
        after a failure. A request that is wrong, or not possible as things stand, leaves its key
        free; what a run refused, does not. A key is kept for 30 days. Without one, each request
        stands for itself.
      - **Limits.** A body has at most 1 MiB, JSON at most 32 levels, a text in it at most 100,000
        characters; a YAML text at most 30 levels and 20 aliases. Unknown fields and unknown query
        parameters are refused.
      - **Rush.** A request must arrive within 20 s (else 408). A process serves 256 requests and
        follows 1,000 time lines at the same time; what comes on top waits for 2 s and is then
        answered 429 with `Retry-After`. Settings: `slipway.door.request-time`, `.requests` and
        `.streams`.
      - **Tracing.** `X-Request-Id` (1 to 64 letters, digits, `.`, `_`, `-`) is taken over or made,
        and stands in the answer, in every problem and in the log.

      """;

  @Test
  void saysWhatTheApiSays() {
    JsonNode described = BED.anonymous().get("/api/v1/openapi").json();
    var page = new StringBuilder(HEAD);
    roles(page);
    problems(page);
    endpoints(described, page);
    bodies(described.at("/components/schemas"), page);
    ReferencePage.check("reference/api.md", page.toString());
  }

  @Test
  void namesEveryEndpointThatThereIs() {
    List<String> described = new ArrayList<>();
    JsonNode paths = BED.anonymous().get("/api/v1/openapi").json().path("paths");
    paths
        .properties()
        .forEach(
            path ->
                METHODS.stream()
                    .filter(path.getValue()::has)
                    .forEach(method -> described.add(method + " " + path.getKey())));
    assertThat(described).containsAll(needed().keySet());
  }

  private static void roles(StringBuilder page) {
    page.append("## Roles\n\n| role | may also do what these may |\n|---|---|\n");
    for (Role role : Role.values()) {
      String included =
          new dev.slipway.api.door.Caller("", List.of(role), List.of(), List.of())
              .roles().stream()
                  .filter(other -> other != role)
                  .map(ReferencePageTest::word)
                  .collect(Collectors.joining(", "));
      page.append("| %s | %s |\n".formatted(word(role), included));
    }
  }

  private static void problems(StringBuilder page) {
    page.append(
        """

        ## Problems

        Errors are RFC 9457 problems (`application/problem+json`) with `type`, `title`, `status`,
        `detail`, `requestId` and, where fields are wrong, `errors` with `field` and `message`.
        Where trying again helps, `Retry-After` says when, in seconds.

        | type | status | meaning |
        |---|---|---|
        """);
    for (Kind kind : Kind.values()) {
      page.append(
          "| `urn:slipway:problem:%s` | %d | %s |\n"
              .formatted(
                  kind.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                  kind.status(),
                  kind.title()));
    }
  }

  private static void endpoints(JsonNode described, StringBuilder page) {
    Map<String, String> roles = needed();
    var byTag = new TreeMap<String, List<String>>();
    described
        .path("paths")
        .properties()
        .forEach(
            path ->
                METHODS.stream()
                    .filter(path.getValue()::has)
                    .forEach(
                        method -> {
                          JsonNode operation = path.getValue().path(method);
                          String role =
                              roles.getOrDefault(method + " " + path.getKey(), "open to everybody");
                          byTag
                              .computeIfAbsent(
                                  operation.path("tags").path(0).asString(),
                                  tag -> new ArrayList<>())
                              .add(endpoint(method, path.getKey(), role, operation));
                        }));
    byTag.forEach(
        (tag, endpoints) -> {
          page.append("\n## Endpoints: %s\n".formatted(tag));
          endpoints.forEach(page::append);
        });
  }

  private static String endpoint(String method, String path, String role, JsonNode operation) {
    var text = new StringBuilder();
    text.append("\n### `%s %s`\n\n".formatted(method.toUpperCase(Locale.ROOT), path));
    text.append(operation.path("summary").asString()).append(".\n");
    if (operation.has("description")) {
      text.append(operation.path("description").asString()).append('\n');
    }
    text.append("\n- needs: ").append(role).append('\n');
    operation
        .path("parameters")
        .valueStream()
        .filter(parameter -> !parameter.path("name").asString().equals("Idempotency-Key"))
        .forEach(
            parameter ->
                text.append(
                    "- %s `%s`%s\n"
                        .formatted(
                            parameter.path("in").asString(),
                            parameter.path("name").asString(),
                            parameter.path("required").asBoolean() ? ", needed" : "")));
    operation
        .path("requestBody")
        .path("content")
        .properties()
        .forEach(
            body ->
                text.append(
                    "- body `%s`: %s\n"
                        .formatted(body.getKey(), type(body.getValue().path("schema")))));
    operation.path("responses").properties().stream()
        .filter(answer -> answer.getKey().startsWith("2"))
        .forEach(
            answer ->
                answer
                    .getValue()
                    .path("content")
                    .forEach(
                        content ->
                            text.append(
                                "- answer %s: %s\n"
                                    .formatted(answer.getKey(), type(content.path("schema"))))));
    return text.toString();
  }

  /** Only of what is sent; answers are shown by the OpenAPI document. */
  private static void bodies(JsonNode schemas, StringBuilder page) {
    page.append("\n## Bodies\n");
    schemas.properties().stream()
        .filter(schema -> schema.getKey().endsWith("Body") || schema.getKey().endsWith("Input"))
        .filter(schema -> !schema.getKey().equals("ProblemBody"))
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            schema -> {
              page.append("\n### %s\n\n| field | type |\n|---|---|\n".formatted(schema.getKey()));
              schema
                  .getValue()
                  .path("properties")
                  .properties()
                  .forEach(
                      field ->
                          page.append(
                              "| `%s` | %s |\n".formatted(field.getKey(), type(field.getValue()))));
            });
  }

  private static String type(JsonNode schema) {
    if (schema.has("$ref")) {
      String name = schema.path("$ref").asString();
      return name.substring(name.lastIndexOf('/') + 1);
    }
    if (schema.has("items")) {
      return "list of " + type(schema.path("items"));
    }
    if (schema.has("enum")) {
      var words = new ArrayList<String>();
      schema.path("enum").forEach(word -> words.add("`" + word.asString() + "`"));
      return String.join(", ", words);
    }
    if (schema.has("anyOf")) {
      return type(schema.path("anyOf").path(0));
    }
    JsonNode type = schema.path("type");
    // a list of types is one type, or null
    type = type.isArray() ? type.path(0) : type;
    String format = schema.path("format").asString("");
    return (type.isString() ? type.asString() : "any") + (format.isEmpty() ? "" : " " + format);
  }

  private static Map<String, String> needed() {
    var roles = new TreeMap<String, String>();
    BED.api()
        .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
        .getHandlerMethods()
        .forEach(
            (info, handler) ->
                info.getMethodsCondition()
                    .getMethods()
                    .forEach(
                        method -> {
                          if (handler.hasMethodAnnotation(Needs.class)) {
                            roles.put(
                                method.name().toLowerCase(Locale.ROOT)
                                    + " "
                                    + info.getPatternValues().iterator().next(),
                                roles(handler));
                          }
                        }));
    return roles;
  }

  private static String roles(HandlerMethod handler) {
    Needs needs = handler.getMethodAnnotation(Needs.class);
    return needs == null
        ? ""
        : Arrays.stream(needs.value())
            .map(ReferencePageTest::word)
            .collect(Collectors.joining(" or "));
  }

  private static String word(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }
}
