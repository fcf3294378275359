package dev.slipway.api;

import dev.slipway.api.problem.Kind;
import dev.slipway.api.problem.ProblemBody;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.stereotype.Component;

/**
 * Writes into the description what no controller says by itself: the problems of each endpoint, the
 * key of a POST, who is let in without a token, and that a field without a value is null.
 */
@Component
final class Described implements GlobalOpenApiCustomizer {
  private static final String SCHEMA = "ProblemBody";

  /** A bug is no part of what is promised; a method that is not there is no operation. */
  private static final Set<Kind> NOWHERE = EnumSet.of(Kind.INTERNAL, Kind.METHOD_NOT_ALLOWED);

  private static final List<String> OPEN = List.of("/livez", "/readyz");

  private static final Set<Kind> NOT_IF_OPEN = EnumSet.of(Kind.UNAUTHENTICATED, Kind.FORBIDDEN);

  /** What needs a body or changes something. */
  private static final Set<Kind> NOT_OF_READING =
      EnumSet.of(Kind.CONFLICT, Kind.REFUSED, Kind.KEY_REUSED, Kind.UNSUPPORTED_MEDIA_TYPE);

  @Override
  public void customise(OpenAPI api) {
    ModelConverters.getInstance()
        .readAll(ProblemBody.class)
        .forEach(api.getComponents()::addSchemas);
    api.getComponents().getSchemas().values().forEach(Described::allowNull);
    api.getPaths()
        .forEach(
            (path, item) ->
                item.readOperationsMap()
                    .forEach((method, operation) -> describe(path, method, operation)));
  }

  @SuppressWarnings({"rawtypes", "unchecked"})
  private static void allowNull(Schema object) {
    Map<String, Schema> fields = object.getProperties();
    List<String> needed = object.getRequired() == null ? List.of() : object.getRequired();
    if (fields != null) {
      fields.replaceAll((name, field) -> needed.contains(name) ? field : orNull(field));
    }
  }

  private static Schema<?> orNull(Schema<?> field) {
    if (field.get$ref() != null) {
      return new Schema<>().anyOf(List.of(field, new Schema<>().types(Set.of("null"))));
    }
    if (field.getTypes() != null && field.getEnum() == null) {
      var types = new LinkedHashSet<>(field.getTypes());
      types.add("null");
      field.setTypes(types);
    }
    return field;
  }

  private static void describe(String path, PathItem.HttpMethod method, Operation operation) {
    boolean open = OPEN.contains(path);
    if (open) {
      operation.setSecurity(List.of());
    }
    boolean reads = method == PathItem.HttpMethod.GET;
    var titles =
        EnumSet.complementOf(EnumSet.copyOf(NOWHERE)).stream()
            .filter(kind -> !open || !NOT_IF_OPEN.contains(kind))
            .filter(kind -> !reads || !NOT_OF_READING.contains(kind))
            .collect(
                Collectors.groupingBy(
                    Kind::status,
                    TreeMap::new,
                    Collectors.mapping(Kind::title, Collectors.joining("; "))));
    for (Map.Entry<Integer, String> problem : titles.entrySet()) {
      operation
          .getResponses()
          .addApiResponse(String.valueOf(problem.getKey()), response(problem.getValue()));
    }
    if (method == PathItem.HttpMethod.POST) {
      operation.addParametersItem(
          new HeaderParameter()
              .name("Idempotency-Key")
              .description("The same key with the same body has one effect and one answer.")
              .schema(new StringSchema().minLength(1).maxLength(200).pattern("^[!-~]{1,200}$")));
    }
  }

  private static ApiResponse response(String title) {
    var schema = new Schema<>().$ref("#/components/schemas/" + SCHEMA);
    return new ApiResponse()
        .description(title)
        .content(
            new Content().addMediaType(ProblemBody.MEDIA_TYPE, new MediaType().schema(schema)));
  }
}
