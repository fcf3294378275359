package dev.slipway.lab.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AgentSettingsTest {
  private final List<String> words =
      new ArrayList<>(
          List.of(
              "--nodes",
              "node-1=10.0.0.1,node-2=10.0.0.2",
              "--cpu",
              "8",
              "--memory",
              "16Gi",
              "--pods",
              "110",
              "--keystore",
              "k.p12",
              "--password-file",
              "pw",
              "--client-ca",
              "ca.crt",
              "--folder",
              "pods"));

  @Test
  void readsNodesInTheirOrder() {
    AgentSettings settings = AgentSettings.of(words);

    assertThat(settings.nodes())
        .containsExactly(Map.entry("node-1", "10.0.0.1"), Map.entry("node-2", "10.0.0.2"));
    assertThat(settings.capacity()).containsEntry("memory", "16Gi");
  }

  @Test
  void listsTheKnownOptionsForAnUnknownOne() {
    words.set(2, "--cores");

    assertThatThrownBy(() -> AgentSettings.of(words)).hasMessageContaining("--cpu");
  }

  @Test
  void namesTheOptionThatIsMissing() {
    assertThatThrownBy(() -> AgentSettings.of(words.subList(0, 14)))
        .hasMessage("agent needs --folder");
  }

  @Test
  void refusesANodeWithoutAddress() {
    words.set(1, "node-1");

    assertThatThrownBy(() -> AgentSettings.of(words)).hasMessageContaining("NAME=ADDRESS");
  }
}
