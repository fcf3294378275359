package dev.slipway.contract.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.contract.FailureType;
import dev.slipway.contract.Payloads;
import dev.slipway.preflight.Check;
import dev.slipway.preflight.Finding;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class FindingsTest {
  private static final Check CLUSTER = new Check.ClusterReachable();
  private static final Check SHOP = new Check.NamespaceExists("shop");
  private static final Check NODES = new Check.NodesReady();
  private static final Questions ALL = new Questions(List.of(CLUSTER, SHOP, NODES));

  private static Finding silentAboutTheShop(Check check) {
    if (check.equals(SHOP)) {
      throw FailureType.UNAVAILABLE.failure("no answer");
    }
    return new Finding.Passed(check.subject() + " is well");
  }

  @Test
  void whatIsNotAnsweredIsMissingAndTheOthersKeepTheirPlaces() {
    Findings inTurn = Findings.inTurn(ALL, FindingsTest::silentAboutTheShop);

    assertThat(inTurn.at(0)).contains(new Finding.Passed("cluster is well"));
    assertThat(inTurn.at(1)).isEmpty();
    assertThat(inTurn.at(2)).contains(new Finding.Passed(NODES.subject() + " is well"));
    assertThat(Findings.together(ALL, FindingsTest::silentAboutTheShop)).isEqualTo(inTurn);
  }

  @Test
  @Timeout(60)
  void oneThatWaitsKeepsNoOtherWaiting() {
    var everyone = new CountDownLatch(3);

    Findings all = Findings.together(ALL, check -> after(everyone));

    assertThat(all.found())
        .extracting(Findings.Found::finding)
        .containsOnly(new Finding.Passed("met"))
        .hasSize(3);
  }

  private static Finding after(CountDownLatch others) {
    others.countDown();
    try {
      return others.await(50, TimeUnit.SECONDS)
          ? new Finding.Passed("met")
          : new Finding.Failed("alone", "none");
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    }
  }

  @Test
  void questionsAndAnswersTravelAsWhatTheyAre() {
    Findings mixed =
        new Findings(
            List.of(
                new Findings.Found(0, new Finding.Passed("well")),
                new Findings.Found(2, new Finding.Failed("ill", "repair it"))));

    assertThat(travelled(ALL, Questions.class)).isEqualTo(ALL);
    assertThat(travelled(mixed, Findings.class)).isEqualTo(mixed);
  }

  private static <T> T travelled(T value, Class<T> type) {
    var converter = Payloads.converter();
    return converter.fromPayload(converter.toPayload(value).orElseThrow(), type, type);
  }
}
