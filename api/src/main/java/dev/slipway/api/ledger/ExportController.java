package dev.slipway.api.ledger;

import dev.slipway.api.door.Caller;
import dev.slipway.api.door.Needs;
import dev.slipway.ledger.read.ExportScope;
import dev.slipway.ledger.read.LedgerExport;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.Role;
import dev.slipway.name.RunId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Facts exactly as they were hashed, one JSON object per line, for whoever keeps evidence. */
@RestController
@Tag(name = "ledger")
@RequestMapping("/api/v1/ledger")
class ExportController {
  private final SeenRuns seen;
  private final LedgerExport export;

  ExportController(SeenRuns seen, LedgerExport export) {
    this.seen = seen;
    this.export = export;
  }

  @GetMapping("/{run}")
  @Needs(Role.VIEWER)
  @Operation(summary = "Export the facts and checkpoints of one run")
  void one(@PathVariable RunId run, Caller caller, HttpServletResponse response)
      throws IOException {
    seen.find(run, caller);
    write(new ExportScope.OfRun(run), response);
  }

  @GetMapping
  @Needs(Role.VIEWER)
  @Operation(summary = "Export the facts and checkpoints of one environment, or of everything")
  void all(
      @RequestParam @Nullable EnvironmentName environment,
      Caller caller,
      HttpServletResponse response)
      throws IOException {
    if (environment == null) {
      caller.mustSeeEverything("the whole ledger");
      write(new ExportScope.All(), response);
    } else {
      caller.mustSee(environment);
      caller.mustSeeAllServices("the ledger of an environment");
      write(new ExportScope.OfEnvironment(environment), response);
    }
  }

  private void write(ExportScope scope, HttpServletResponse response) throws IOException {
    response.setContentType("application/x-ndjson");
    export.write(scope, response.getOutputStream());
  }
}
