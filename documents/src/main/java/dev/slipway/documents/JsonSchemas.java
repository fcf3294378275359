package dev.slipway.documents;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.slipway.document.Says;
import dev.slipway.document.Shape;
import java.lang.reflect.AnnotatedType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON Schema (draft 2020-12) of the documents, made from the same records that the reader fills,
 * so that an editor and the reader cannot disagree.
 */
public final class JsonSchemas {

  static final String DRAFT = "https://json-schema.org/draft/2020-12/schema";

  private final Map<String, Object> definitions = new LinkedHashMap<>();

  private JsonSchemas() {}

  /**
   * Schema of one kind.
   *
   * @param kind one of {@link DocumentReader#KINDS}
   * @throws IllegalArgumentException for another kind, with the known ones
   */
  public static Map<String, Object> of(String kind) {
    var schemas = new JsonSchemas();
    Map<String, Object> schema = head("Slipway " + kind);
    schema.putAll(schemas.file(kind));
    schema.put("$defs", schemas.definitions);
    return schema;
  }

  /** Schema of any document, for editors. */
  public static Map<String, Object> any() {
    var schemas = new JsonSchemas();
    Map<String, Object> schema = head("Slipway document");
    schema.put("oneOf", DocumentReader.KINDS.stream().map(schemas::file).toList());
    schema.put("$defs", schemas.definitions);
    return schema;
  }

  /** A schema as text, always the same for the same build. */
  public static String text(Map<String, Object> schema) {
    try {
      return new ObjectMapper()
              .enable(SerializationFeature.INDENT_OUTPUT)
              .writeValueAsString(schema)
              .replace("\r\n", "\n")
          + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps, lists and texts can always be written", e);
    }
  }

  private static Map<String, Object> head(String title) {
    var schema = new LinkedHashMap<String, Object>();
    schema.put("$schema", DRAFT);
    schema.put("title", title);
    return schema;
  }

  private Map<String, Object> file(String kind) {
    Map<String, Object> file =
        switch (kind) {
          case "Service" -> object(DocumentReader.ServiceFile.class, null);
          case "Environment" -> object(DocumentReader.EnvironmentFile.class, null);
          default ->
              throw new IllegalArgumentException(
                  "kind '%s' is not known; known: %s"
                      .formatted(kind, String.join(", ", DocumentReader.KINDS)));
        };
    constant(file, "apiVersion", DocumentReader.API_VERSION);
    constant(file, "kind", kind);
    return file;
  }

  @SuppressWarnings("unchecked")
  private static void constant(Map<String, Object> file, String field, String value) {
    ((Map<String, Object>) file.get("properties")).put(field, Map.of("const", value));
  }

  private Map<String, Object> object(Class<?> part, @Nullable String type) {
    var schema = new LinkedHashMap<String, Object>();
    Says says = part.getAnnotation(Says.class);
    if (says != null) {
      schema.put("description", says.value());
    }
    schema.put("type", "object");
    schema.put("additionalProperties", false);
    var properties = new LinkedHashMap<String, Object>();
    var required = new ArrayList<String>();
    if (type != null) {
      properties.put("type", Map.of("const", type));
      required.add("type");
    }
    for (FieldTypes field : FieldTypes.of(part)) {
      properties.put(field.name(), field(field));
      if (field.required()) {
        required.add(field.name());
      }
    }
    schema.put("properties", properties);
    if (!required.isEmpty()) {
      schema.put("required", List.copyOf(required));
    }
    return schema;
  }

  private Map<String, Object> field(FieldTypes field) {
    var schema = new LinkedHashMap<String, Object>();
    Says says = field.says();
    if (says != null) {
      String otherwise = says.otherwise().isEmpty() ? "" : " Default: " + says.otherwise() + ".";
      schema.put("description", says.value() + otherwise);
    }
    if (field.raw() == List.class) {
      schema.put("type", "array");
      bound(schema, "Items", says);
      schema.put("items", type(field.inner(), says));
    } else if (field.raw() == Map.class) {
      schema.put("type", "object");
      schema.put("additionalProperties", type(field.inner(), null));
    } else {
      schema.putAll(type(field.type(), says));
      if (schema.get("type") instanceof String number
          && (number.equals("integer") || number.equals("number"))) {
        bound(schema, "imum", says);
      }
    }
    return schema;
  }

  private static void bound(Map<String, Object> schema, String what, @Nullable Says says) {
    if (says != null && !says.min().isEmpty()) {
      schema.put("min" + what, Integer.valueOf(says.min()));
    }
    if (says != null && !says.max().isEmpty()) {
      schema.put("max" + what, Integer.valueOf(says.max()));
    }
  }

  private Map<String, Object> type(AnnotatedType annotated, @Nullable Says says) {
    Class<?> raw = FieldTypes.raw(annotated);
    if (RecordBinder.isChoice(raw) || RecordBinder.isPart(raw)) {
      return Map.of("$ref", "#/$defs/" + define(raw));
    }
    if (raw.isEnum()) {
      return Map.of("enum", Scalars.words(raw));
    }
    if (raw == Integer.class || raw == int.class) {
      return Map.of("type", "integer");
    }
    if (raw == Double.class || raw == double.class) {
      return Map.of("type", "number");
    }
    if (raw == Boolean.class || raw == boolean.class) {
      return Map.of("type", "boolean");
    }
    return text(raw, says);
  }

  private static Map<String, Object> text(Class<?> raw, @Nullable Says says) {
    var schema = new LinkedHashMap<String, Object>();
    schema.put("type", "string");
    if (raw == Duration.class) {
      schema.put("pattern", "^(" + Durations.PATTERN + ")$");
    } else if (raw == Instant.class) {
      schema.put("format", "date-time");
    } else if (RecordBinder.isValue(raw)) {
      schema.put("pattern", whole(Shape.LABEL));
    } else if (raw == String.class && says != null && says.shape() != Shape.TEXT) {
      schema.put("pattern", whole(says.shape()));
    }
    return schema;
  }

  private static String whole(Shape shape) {
    String pattern = shape.pattern().pattern();
    return "^(" + (pattern.startsWith("(?s)") ? pattern.substring(4) : pattern) + ")$";
  }

  private String define(Class<?> raw) {
    String name = name(raw);
    if (!definitions.containsKey(name)) {
      definitions.put(name, Map.of());
      definitions.put(name, RecordBinder.isChoice(raw) ? choice(raw) : object(raw, null));
    }
    return name;
  }

  private Map<String, Object> choice(Class<?> sealed) {
    return Map.of(
        "oneOf",
        Choices.all(sealed).stream().map(kind -> object(kind.value(), kind.name())).toList());
  }

  private static String name(Class<?> raw) {
    Class<?> outer = raw.getEnclosingClass();
    return outer == null || outer == DocumentReader.class
        ? raw.getSimpleName()
        : outer.getSimpleName() + raw.getSimpleName();
  }
}
