package dev.slipway.api.token;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.slipway.api.document.Registered;
import dev.slipway.api.door.Caller;
import dev.slipway.api.door.Needs;
import dev.slipway.api.problem.Refusal;
import dev.slipway.api.repeat.ShownOnce;
import dev.slipway.ledger.document.DocumentKey;
import dev.slipway.ledger.token.IssuedToken;
import dev.slipway.ledger.token.NewToken;
import dev.slipway.ledger.token.Token;
import dev.slipway.ledger.token.TokenScope;
import dev.slipway.ledger.token.Tokens;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.Role;
import dev.slipway.name.ServiceName;
import dev.slipway.release.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Tokens, for admins. */
@RestController
@Tag(name = "tokens")
@RequestMapping("/api/v1/tokens")
class TokenController {
  private final Tokens tokens;
  private final Registered registered;
  private final Clock clock;

  TokenController(Tokens tokens, Registered registered, Clock clock) {
    this.registered = registered;
    this.tokens = tokens;
    this.clock = clock;
  }

  /**
   * @param owner name under which the holder acts and votes
   * @param environments where it holds; everywhere if absent
   * @param services for what it holds; for everything if absent
   * @param expiresAt never if absent
   * @param allowUnknown make it although no document has one of the names yet
   */
  record TokenBody(
      @Nullable String owner,
      @Nullable List<Role> roles,
      @Nullable List<EnvironmentName> environments,
      @Nullable List<ServiceName> services,
      @Nullable Instant expiresAt,
      @Nullable Boolean allowUnknown) {}

  /**
   * @param secret shown only here and only once
   * @param warnings what is probably not as it was meant
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record TokenAnswer(Token token, @Nullable String secret, List<String> warnings) {}

  @PostMapping
  @Needs(Role.ADMIN)
  @Operation(
      summary = "Make a token; its secret is shown once",
      description = "A repeated key is answered with 409: the secret is kept nowhere.")
  ResponseEntity<TokenAnswer> create(@RequestBody TokenBody body, Caller caller) {
    caller.mustSeeEverything("making tokens");
    check(body);
    var wanted =
        new NewToken(
            Objects.requireNonNull(body.owner()).strip(),
            Objects.requireNonNull(body.roles()),
            new TokenScope(orNone(body.environments()), orNone(body.services())),
            body.expiresAt());
    // before there is a secret: whatever fails after that loses it
    List<Problem> unknown = unknown(wanted.scope());
    if (!unknown.isEmpty() && !Boolean.TRUE.equals(body.allowUnknown())) {
      throw Refusal.invalid(unknown.stream().map(TokenController::withWayOut).toList());
    }
    IssuedToken issued = tokens.issue(wanted, caller.name());
    return ResponseEntity.status(HttpStatus.CREATED)
        .header(ShownOnce.HEADER, "token " + issued.token().id())
        .body(
            new TokenAnswer(
                issued.token(), issued.secret(), unknown.stream().map(Problem::message).toList()));
  }

  /** A token for a name that nobody has holds nowhere, and would hold where nobody meant it. */
  private List<Problem> unknown(TokenScope scope) {
    Registered.Snapshot known = registered.now();
    return Stream.concat(
            unknown("environment", scope.environments(), known.names(DocumentKey.ENVIRONMENT)),
            unknown("service", scope.services(), known.names(DocumentKey.SERVICE)))
        .toList();
  }

  private static Stream<Problem> unknown(String what, List<?> wanted, List<String> known) {
    return IntStream.range(0, wanted.size())
        .filter(i -> !known.contains(wanted.get(i).toString()))
        .mapToObj(
            i ->
                new Problem(
                    "%ss[%d]".formatted(what, i),
                    "no %s '%s' is registered; registered: %s"
                        .formatted(
                            what,
                            wanted.get(i),
                            known.isEmpty() ? "none" : String.join(", ", known))));
  }

  private static Problem withWayOut(Problem unknown) {
    return new Problem(
        unknown.field(),
        unknown.message()
            + ". To make the token before the document is there: allowUnknown, or --allow-unknown");
  }

  private void check(TokenBody body) {
    var problems = new ArrayList<Problem>();
    String owner = body.owner();
    if (owner == null || owner.isBlank() || owner.length() > 200) {
      problems.add(new Problem("owner", "this field is needed: a name of 1 to 200 characters"));
    } else if (owner.chars().anyMatch(Character::isISOControl)) {
      problems.add(new Problem("owner", "holds a control character"));
    }
    if (body.roles() == null || body.roles().isEmpty()) {
      problems.add(
          new Problem(
              "roles", "this field is needed; known: viewer, releaser, approver, operator, admin"));
    }
    if (body.expiresAt() != null && !body.expiresAt().isAfter(clock.instant())) {
      problems.add(new Problem("expiresAt", "%s is over already".formatted(body.expiresAt())));
    }
    if (!problems.isEmpty()) {
      throw Refusal.invalid(problems);
    }
  }

  private static <T> List<T> orNone(@Nullable List<T> given) {
    return given == null ? List.of() : given;
  }

  @GetMapping
  @Needs(Role.ADMIN)
  @Operation(summary = "List tokens, newest first, without secrets")
  List<Token> list(Caller caller) {
    caller.mustSeeEverything("the list of tokens");
    return tokens.all();
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Needs(Role.ADMIN)
  @Operation(summary = "Revoke a token at once")
  void revoke(@PathVariable String id, Caller caller) {
    caller.mustSeeEverything("revoking tokens");
    if (!tokens.revoke(id, caller.name())) {
      throw Refusal.notFound("there is no valid token '%s'; see slipway token list".formatted(id));
    }
  }
}
