package dev.slipway.api.health;

import dev.slipway.api.door.Caller;
import dev.slipway.api.door.Needs;
import dev.slipway.name.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Liveness, readiness, and a word for the doctor. */
@RestController
@Tag(name = "health")
class HealthController {
  private final Dependencies dependencies;

  HealthController(Dependencies dependencies) {
    this.dependencies = dependencies;
  }

  record Alive(String status) {}

  /**
   * @param you owner of the token that asked
   * @param roles of that token
   */
  record Doctor(String you, List<Role> roles, List<Dependencies.Seen> dependencies) {}

  @GetMapping("/livez")
  @Operation(summary = "The process lives")
  Alive live() {
    return new Alive("alive");
  }

  @GetMapping("/readyz")
  @Operation(summary = "The process can serve: 503 with what is missing when it cannot")
  ResponseEntity<List<Dependencies.Seen>> ready() {
    List<Dependencies.Seen> seen =
        dependencies.needed().stream().map(Dependencies.Seen::withoutDetail).toList();
    boolean well = seen.stream().allMatch(Dependencies.Seen::well);
    return ResponseEntity.status(well ? 200 : 503).body(seen);
  }

  @GetMapping("/api/v1/doctor")
  @Needs(Role.VIEWER)
  @Operation(summary = "What the API can reach, and who the caller is")
  Doctor doctor(Caller caller) {
    return new Doctor(caller.name(), caller.roles(), dependencies.all(caller));
  }
}
