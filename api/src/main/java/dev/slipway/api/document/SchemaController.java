package dev.slipway.api.document;

import dev.slipway.api.door.Needs;
import dev.slipway.documents.JsonSchemas;
import dev.slipway.name.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** JSON Schemas of the documents, for editors. */
@RestController
@Tag(name = "documents")
@RequestMapping("/api/v1/schemas")
class SchemaController {

  @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
  @Needs(Role.VIEWER)
  @Operation(summary = "Schema of any document")
  @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(type = "object")))
  String any() {
    return JsonSchemas.text(JsonSchemas.any());
  }

  @GetMapping(path = "/{kind}", produces = MediaType.APPLICATION_JSON_VALUE)
  @Needs(Role.VIEWER)
  @Operation(summary = "Schema of one kind")
  @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(type = "object")))
  String one(@PathVariable String kind) {
    return JsonSchemas.text(JsonSchemas.of(Kinds.check(kind)));
  }
}
