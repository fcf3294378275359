package dev.slipway.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.token.TokenScope;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.Role;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who speaks to a run without being allowed to is refused, and the ledger knows. */
class ForgedMessageTest {
  private static final Bed BED = Bed.get();
  private static final String VOTE = "{\"choice\":\"approve\",\"planHash\":\"%s\"}";

  @BeforeAll
  static void registerDocuments() {
    BED.register(Documents.SHOP);
  }

  private static Caller.Reply forged(Caller caller, String run, String message, String body) {
    Caller.Reply reply = caller.post("/api/v1/releases/%s/%s".formatted(run, message), body);
    assertThat(reply.status()).as(reply.body()).isEqualTo(403);
    return reply;
  }

  private static void isToldOnce(String run, String message, Caller.Reply reply, String by) {
    assertThat(ReleaseJourneyTest.timeline(run))
        .containsOnlyOnce(
            "%s by %s refused: %s".formatted(message, by, reply.json().path("detail").asString()));
  }

  @Test
  void recordsAVoteWithTheWrongRole() {
    String run = ReleaseJourneyTest.start("shop", "forged-1");
    String vote = VOTE.formatted(ReleaseJourneyTest.hash(run));
    Caller mallory = BED.as("mallory", Role.RELEASER);
    isToldOnce(run, "vote", forged(mallory, run, "votes", vote), "mallory");
    Caller operator = BED.as("otto", Role.OPERATOR);
    isToldOnce(run, "vote", forged(operator, run, "votes", vote), "otto");
    assertThat(ReleaseJourneyTest.await(run, v -> true).path("state").asString())
        .isEqualTo("AWAITING_APPROVAL");
  }

  @Test
  void recordsAVoteFromOutsideOfTheScope() {
    String run = ReleaseJourneyTest.start("shop", "forged-2");
    var elsewhere = new TokenScope(List.of(EnvironmentName.of("lab")), List.of());
    Caller stranger =
        new Caller(BED.address(), BED.token("stranger", elsewhere, null, Role.APPROVER));
    String vote = VOTE.formatted(ReleaseJourneyTest.hash(run));
    isToldOnce(run, "vote", forged(stranger, run, "votes", vote), "stranger");
  }

  @Test
  void recordsTheSameAttemptOnceHoweverOftenItIsMade() {
    String run = ReleaseJourneyTest.start("shop", "forged-3");
    ReleaseJourneyTest.hash(run);
    Caller mallory = BED.as("mallory", Role.VIEWER);
    Caller.Reply abort = forged(mallory, run, "abort", "{\"reason\":\"1\"}");
    for (int attempt = 2; attempt < 20; attempt++) {
      forged(mallory, run, "abort", "{\"reason\":\"%d\"}".formatted(attempt));
    }
    isToldOnce(run, "abort", abort, "mallory");
    isToldOnce(run, "hold", forged(mallory, run, "hold", "{}"), "mallory");
  }

  @Test
  void tellsNothingOfARunThatIsNot() {
    Caller mallory = BED.as("mallory", Role.VIEWER);
    forged(mallory, "no-such-run", "abort", "{}");
    assertThat(BED.as("root", Role.ADMIN).get("/api/v1/releases/no-such-run").status())
        .isEqualTo(404);
  }
}
