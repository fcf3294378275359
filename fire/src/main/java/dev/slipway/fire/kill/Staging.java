package dev.slipway.fire.kill;

import dev.slipway.fire.stage.Crew;
import dev.slipway.lab.Lab;
import dev.slipway.name.RunId;
import dev.slipway.testkit.invariant.RunStory;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Plays tales from their ground to the verdict, for whoever disturbs them without killing. */
public final class Staging implements AutoCloseable {
  private final Crew crew;
  private final Cast cast;
  private final KubernetesClient admin;
  private int turn;

  public Staging(Crew crew) {
    this.crew = crew;
    cast = Cast.of(crew);
    admin = crew.lab().kubernetes(Lab.Identity.ADMIN);
  }

  /**
   * What came of one tale.
   *
   * @param effects how many changed objects
   * @param wrong what did not hold
   */
  public record Told(List<RunStory> runs, int effects, List<String> wrong, long seconds) {
    public Told {
      runs = List.copyOf(runs);
      wrong = List.copyOf(wrong);
    }
  }

  /**
   * @param ready called when all is prepared and nothing has been asked for yet; is told the tale's
   *     first run
   * @param after called when the runs have ended, before anybody judges
   */
  public Told play(Tale tale, Consumer<RunId> ready, Runnable after) {
    long begin = System.nanoTime();
    turn++;
    String round = crew.name() + "x" + turn;
    String registry = crew.wires().seen().registry();
    try (Ground ground = Ground.prepared(crew.lab(), registry, admin)) {
      People people = new People(crew, cast, ground, round, turn);
      people.settle(tale.gate());
      Judge judge = Judge.listening(crew, ground);
      ready.accept(RunId.of(round + "-r1"));
      tale.play(people);
      after.run();
      people.awaitLedger();
      List<RunStory> runs = people.stories();
      Judge.Verdict verdict = judge.verdict(runs, false);
      long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
      return new Told(runs, verdict.effects(), verdict.wrong(), seconds);
    }
  }

  @Override
  public void close() {
    admin.close();
    crew.close();
  }
}
