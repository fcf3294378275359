package dev.slipway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.name.Role;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tokens. */
@Command(
    name = "token",
    description = "Make, list and revoke tokens; for admins.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    subcommands = {
      TokenCommands.Create.class,
      TokenCommands.ListAll.class,
      TokenCommands.Revoke.class
    })
final class TokenCommands implements Runnable {
  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw Group.needsWord(spec);
  }

  /** Makes one. */
  @Command(
      name = "create",
      description = "Make a token. Its secret is shown once and kept nowhere.",
      mixinStandardHelpOptions = true,
      sortOptions = false)
  static final class Create implements Callable<Integer> {
    @Mixin Shared shared = new Shared();
    @Mixin Keyed keyed = new Keyed();

    @Parameters(paramLabel = "OWNER", description = "Name under which the holder acts and votes.")
    String owner = "";

    @Option(
        names = {"-r", "--role"},
        required = true,
        paramLabel = "ROLE",
        description = "viewer, releaser, approver, operator or admin; may be given several times.")
    List<Role> roles = List.of();

    @Option(
        names = {"-e", "--environment"},
        paramLabel = "ENVIRONMENT",
        description = "Only for this environment; may be given several times.")
    List<String> environments = List.of();

    @Option(
        names = {"-s", "--service"},
        paramLabel = "SERVICE",
        description = "Only for this service; may be given several times.")
    List<String> services = List.of();

    @Option(
        names = "--expires-in",
        paramLabel = "DURATION",
        description = "e.g. 720h or 30d. Never if absent.")
    @Nullable Duration expiresIn;

    @Option(
        names = "--allow-unknown",
        description = "Also for environments and services that are not registered yet.")
    boolean allowUnknown;

    @Option(
        names = "--out",
        paramLabel = "FILE",
        description = "Write the secret into this new file, readable by you only, and not here.")
    @Nullable Path out;

    @Override
    public Integer call() {
      if (out != null) {
        SecretFile.reserve(out);
      }
      JsonNode answer;
      try {
        answer = shared.api().json(Request.post("/api/v1/tokens", body().toString(), keyed.key()));
      } catch (Trouble refused) {
        if (out != null) {
          SecretFile.release(out);
        }
        throw refused;
      }
      String secret = answer.path("secret").asText();
      answer.path("warnings").forEach(w -> shared.note("warning: " + w.asText()));
      if (out == null) {
        shared.note("token %s; the secret is shown only now:".formatted(id(answer)));
        shared.show(answer, a -> secret);
      } else {
        SecretFile.write(out, secret);
        shared.show(answer.path("token"), a -> "token %s, secret in %s".formatted(id(answer), out));
      }
      return Exit.SUCCEEDED.code();
    }

    private ObjectNode body() {
      ObjectNode body = Json.object().put("owner", owner);
      var named = body.putArray("roles");
      roles.forEach(role -> named.add(role.name().toLowerCase(Locale.ROOT)));
      var there = body.putArray("environments");
      environments.forEach(there::add);
      var only = body.putArray("services");
      services.forEach(only::add);
      if (allowUnknown) {
        body.put("allowUnknown", true);
      }
      if (expiresIn != null) {
        body.put("expiresAt", Instant.now().plus(expiresIn).toString());
      }
      return body;
    }

    private static String id(JsonNode answer) {
      return answer.path("token").path("id").asText();
    }
  }

  /** Lists them. */
  @Command(
      name = "list",
      description = "List tokens without their secrets.",
      mixinStandardHelpOptions = true,
      sortOptions = false)
  static final class ListAll implements Callable<Integer> {
    @Mixin Shared shared = new Shared();

    @Override
    public Integer call() {
      shared.show(shared.api().json(Request.get("/api/v1/tokens")), ListAll::words);
      return Exit.SUCCEEDED.code();
    }

    private static String words(JsonNode tokens) {
      var table =
          new Table(
              "ID", "OWNER", "ROLES", "ENVIRONMENTS", "SERVICES", "CREATED", "EXPIRES", "REVOKED");
      tokens.forEach(
          t ->
              table.row(
                  t.path("id").asText(),
                  t.path("owner").asText(),
                  names(t.path("roles")),
                  scope(t.path("scope").path("environments")),
                  scope(t.path("scope").path("services")),
                  t.path("createdAt").asText(),
                  t.path("expiresAt").asText("never"),
                  t.path("revokedAt").asText("")));
      return table.text();
    }

    private static String scope(JsonNode only) {
      return only.isEmpty() ? "all" : names(only);
    }

    private static String names(JsonNode list) {
      return list.toString().replaceAll("[\\[\\]\"]", "");
    }
  }

  /** Revokes one. */
  @Command(
      name = "revoke",
      description = "Revoke a token at once.",
      mixinStandardHelpOptions = true,
      sortOptions = false)
  static final class Revoke implements Callable<Integer> {
    @Mixin Shared shared = new Shared();

    @Parameters(paramLabel = "ID", description = "As listed by slipway token list.")
    String id = "";

    @Override
    public Integer call() {
      shared.api().json(Request.delete("/api/v1/tokens/" + Query.part(id)));
      shared.show(Json.object().put("revoked", id), a -> "revoked " + id);
      return Exit.SUCCEEDED.code();
    }
  }
}
