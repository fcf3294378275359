package dev.slipway.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.fire.seed.Scenario;
import dev.slipway.fire.site.Play;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ActionsBenchTest {

  @Test
  void countsWhatAReleaseCosts() {
    ActionsBench.Count count = ActionsBench.count(Play.histories(Scenario.ALL_GOOD));

    // a release, its planning, an environment and three rollouts; each service changed once
    assertThat(count.causes()).containsEntry(Cause.WORKFLOW, 6).containsEntry(Cause.CHILD, 5);
    assertThat(count.activities()).containsEntry("WorkloadChange", 3);
    assertThat(count.causes().get(Cause.ACTIVITY))
        .isEqualTo(count.activities().values().stream().mapToInt(Integer::intValue).sum());
    assertThat(count.workflows().values().stream().mapToInt(Integer::intValue).sum())
        .isEqualTo(count.events());
  }

  @Test
  void namesTheScenariosThereAre() {
    StringWriter said = new StringWriter();
    int code =
        new CommandLine(new BenchCommand())
            .setErr(new PrintWriter(said))
            .execute("actions", "--scenario", "nothing");

    assertThat(code).isEqualTo(2);
    assertThat(said.toString()).contains("no scenario 'nothing'; there are all-good");
  }
}
