package dev.slipway.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.name.Role;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A thousand requests at once, good ones and bad ones: each gets the answer it would get alone. */
@Tag("lab")
class FloodTest {
  private static final Bed BED = Bed.get();
  private static final int REQUESTS = 1_000;

  /** Statuses and how often each was answered. */
  private static TreeMap<Integer, Integer> at(String server, List<Caller> callers)
      throws Exception {
    List<Callable<Integer>> calls = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      Caller caller = callers.get(i % callers.size()).at(server);
      calls.add(() -> caller.get("/api/v1/releases?limit=1").status());
    }
    var statuses = new TreeMap<Integer, Integer>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Integer> answer : threads.invokeAll(calls)) {
        statuses.merge(answer.get(), 1, Integer::sum);
      }
    }
    return statuses;
  }

  private static Caller wrong(int number) {
    String secret = "slip_" + "%043d".formatted(number);
    return new Caller(BED.address(), secret);
  }

  @Test
  void tellsGoodTokensFromWrongAndMissingOnes() throws Exception {
    Caller good = BED.as("crowd", Role.VIEWER);
    List<Caller> callers = List.of(good, wrong(1), BED.anonymous(), wrong(2));
    var statuses = at(BED.address(), callers);
    assertThat(statuses.keySet()).isSubsetOf(200, 401, 429);
    assertThat(statuses.getOrDefault(200, 0)).isLessThanOrEqualTo(REQUESTS / 4);
    assertThat(statuses.getOrDefault(401, 0)).isLessThanOrEqualTo(REQUESTS / 4 * 3);
    assertThat(statuses).containsKeys(200, 401);
    assertThat(good.get("/api/v1/releases?limit=1").status()).isEqualTo(200);
  }

  @Test
  void asksToComeBackWhoeverCannotBeServedInGoodTime() throws Exception {
    Caller crowd = BED.as("crowd", Role.VIEWER);
    try (var narrow = BED.startApi("--slipway.door.requests=1");
        var unfinished =
            new Socket(
                InetAddress.getLoopbackAddress(), URI.create(Bed.address(narrow)).getPort())) {
      Caller there = crowd.at(Bed.address(narrow));
      assertThat(at(Bed.address(narrow), List.of(crowd)).keySet())
          .contains(200)
          .isSubsetOf(200, 429);
      unfinished
          .getOutputStream()
          .write(
              "POST /api/v1/plans HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nContent-Length: 9\r\n\r\n{"
                  .formatted(crowd.token())
                  .getBytes(StandardCharsets.US_ASCII));
      Caller.Reply busy = there.get("/api/v1/releases?limit=1");
      // the unfinished one may come to its place a moment later
      for (int more = 0; busy.status() == 200 && more < 100; more++) {
        busy = there.get("/api/v1/releases?limit=1");
      }
      assertThat(busy.status()).as("the only place is taken").isEqualTo(429);
      assertThat(busy.header("Retry-After")).isEqualTo("1");
      assertThat(there.get("/livez").status()).isEqualTo(200);
    }
  }
}
