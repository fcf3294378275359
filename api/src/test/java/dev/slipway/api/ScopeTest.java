package dev.slipway.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.token.TokenScope;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.Role;
import dev.slipway.name.ServiceName;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a token for some environments or some services may change and see, and what not. */
class ScopeTest {
  private static final Bed BED = Bed.get();
  private static final String LAB = document("Environment", "lab", "site: east");
  private static final String BACKEND =
      document("Service", "backend", "image: registry.test/shop/backend");

  @BeforeAll
  static void registerDocuments() {
    BED.register(Documents.SHOP);
  }

  private static String document(String kind, String name, String spec) {
    return """
        apiVersion: slipway.dev/v1
        kind: %s
        metadata:
          name: %s
        spec:
          %s
        """
        .formatted(kind, name, spec);
  }

  private static Caller inLab(String owner, Role role) {
    return scoped(owner, new TokenScope(List.of(EnvironmentName.of("lab")), List.of()), role);
  }

  private static Caller of(String service, String owner, Role role) {
    return scoped(owner, new TokenScope(List.of(), List.of(ServiceName.of(service))), role);
  }

  private static Caller scoped(String owner, TokenScope scope, Role role) {
    return new Caller(BED.address(), BED.token(owner, scope, null, role));
  }

  private static String detail(Caller.Reply reply) {
    return reply.json().path("detail").asString();
  }

  @Test
  void appliesAnEnvironmentOnlyForEveryServiceThatItSpeaksAbout() {
    Caller.Reply refused = of("backend", "one-service", Role.ADMIN).yaml("/api/v1/documents", LAB);
    assertThat(refused.status()).as(refused.body()).isEqualTo(403);
    assertThat(detail(refused))
        .isEqualTo(
            "a change of Environment lab concerns every service, and the token of one-service is"
                + " only for: [backend]");
    assertThat(inLab("one-place", Role.ADMIN).yaml("/api/v1/documents", LAB).status())
        .isEqualTo(200);
  }

  @Test
  void appliesAServiceOnlyForEveryEnvironmentThatItGoesTo() {
    Caller.Reply refused = inLab("one-place", Role.ADMIN).yaml("/api/v1/documents", BACKEND);
    assertThat(refused.status()).as(refused.body()).isEqualTo(403);
    assertThat(detail(refused))
        .isEqualTo(
            "a change of Service backend concerns every environment, and the token of one-place is"
                + " only for: [lab]");
    assertThat(of("backend", "one-service", Role.ADMIN).yaml("/api/v1/documents", BACKEND).status())
        .isEqualTo(200);
  }

  @Test
  void stillReadsDocumentsOnBothSidesOfItsScope() {
    Caller reader = inLab("reader", Role.VIEWER);
    assertThat(reader.get("/api/v1/documents/Service/backend").status()).isEqualTo(200);
    assertThat(reader.get("/api/v1/documents/Environment/shop").status()).isEqualTo(403);
  }
}
