package dev.slipway.fire.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.fire.fuse.Attempt;
import dev.slipway.fire.fuse.Moment;
import dev.slipway.fire.fuse.Stage;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChoosingTest {
  private static final Point FIRST = Point.of("BEGIN rollout/r1/web WorkloadChange #1");
  private static final Point AGAIN = Point.of("BEGIN rollout/r1/web WorkloadChange #2");
  private static final Point ELSEWHERE = Point.of("BEGIN rollout/r1/orders WorkloadChange #1");
  private static final Point ACT = Point.of("ACT rollout/r1/orders WorkloadChange #1");
  private static final List<Point> ALL = List.of(FIRST, AGAIN, ELSEWHERE, ACT);

  @Test
  void takesTheFirstPointOfEachKind() {
    assertThat(Choosing.of("EVERY", 0, 0).of(ALL)).containsExactly(FIRST, ACT);
  }

  @Test
  void takesTheSamePointsForTheSameNumber() {
    List<Point> points = Choosing.of("SAMPLE", 3, 7).of(ALL);

    assertThat(points).doesNotHaveDuplicates().hasSize(3).isSubsetOf(ALL);
    assertThat(Choosing.of("SAMPLE", 3, 7).of(ALL)).isEqualTo(points);
    assertThat(Choosing.of("SAMPLE", 99, 7).of(ALL)).containsExactlyInAnyOrderElementsOf(ALL);
  }

  @Test
  void takesWhatIsNamed() {
    assertThat(Choosing.of("3", 0, 0).of(ALL)).containsExactly(ELSEWHERE);
    assertThat(Choosing.of(ACT + ", " + AGAIN, 0, 0).of(ALL)).containsExactly(ACT, AGAIN);
    assertThatThrownBy(() -> Choosing.of("5", 0, 0).of(ALL)).hasMessageContaining("passes 4");
    assertThatThrownBy(() -> Choosing.of("somewhere", 0, 0)).hasMessageContaining("one looks like");
  }

  @Test
  void spreadsThePointsOfARound() {
    assertThat(Where.rounds(ALL, 2))
        .containsExactly(Where.at(List.of(FIRST, ELSEWHERE)), Where.at(List.of(AGAIN, ACT)));
    assertThat(Where.blind(4, new Random(1)).moments()).doesNotHaveDuplicates().hasSize(4);
    assertThat(Where.blind(4, new Random(1))).isEqualTo(Where.blind(4, new Random(1)));
  }

  @Test
  void numbersTheMomentsOfItsOwnRoundOnly() {
    Passing passing = new Passing("x7");
    Moment own = new Moment(Stage.BEGIN, "rollout/x7-r1/web", "WorkloadChange", Attempt.of("7", 1));
    Moment other =
        new Moment(Stage.BEGIN, "rollout/x70-r1/web", "WorkloadChange", Attempt.of("7", 1));

    assertThat(passing.at(own)).contains(FIRST);
    assertThat(passing.at(other)).isEmpty();
    assertThat(passing.at(own)).contains(AGAIN);
    assertThat(passing.at(new Moment(Stage.DECIDE, "environment/x7", "A>B", Attempt.NONE)))
        .contains(new Point(Stage.DECIDE, "environment", "A>B", 1));
  }

  @Test
  void findsWhatIsDoneAgainExceptWatches() {
    Passing passing = new Passing("x7");
    passing.at(attempt(Stage.BEGIN, "WorkloadAwait", 1));
    passing.at(attempt(Stage.BEGIN, "WorkloadAwait", 2));
    passing.at(attempt(Stage.BEGIN, "WorkloadChange", 1));

    assertThat(passing.repeated()).isEmpty();

    passing.at(attempt(Stage.ANSWER, "WorkloadChange", 1));
    passing.at(attempt(Stage.BEGIN, "WorkloadChange", 2));

    assertThat(passing.repeated()).containsExactly(AGAIN + ", which was done");
  }

  @Test
  void doesNotCallItAgainWhatFailedOrNeverBegan() {
    Passing passing = new Passing("x7");
    passing.at(attempt(Stage.BEGIN, "WorkloadChange", 2));
    passing.at(
        new Moment(Stage.ANSWER, "rollout/x7-r1/web", "WorkloadChange", new Attempt("8", 2, true)));
    passing.at(attempt(Stage.BEGIN, "WorkloadChange", 3));

    assertThat(passing.repeated()).isEmpty();

    passing.at(attempt(Stage.BEGIN, "WorkloadChange", 4));

    assertThat(passing.repeated())
        .containsExactly("BEGIN rollout/r1/web WorkloadChange #3, which was cut short");
  }

  private static Moment attempt(Stage stage, String what, int number) {
    String id = what.equals("WorkloadChange") ? "8" : "9";
    return new Moment(stage, "rollout/x7-r1/web", what, Attempt.of(id, number));
  }
}
