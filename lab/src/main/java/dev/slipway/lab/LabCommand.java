package dev.slipway.lab;

import dev.slipway.lab.agent.AgentSettings;
import dev.slipway.lab.agent.NodeAgent;
import dev.slipway.lab.image.ImagePusher;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * The entry of the lab's programs: {@code agent …} or {@code push --registry HOST:PORT REPO:TAG…}.
 */
public final class LabCommand {
  private LabCommand() {}

  /** Runs one program; ends with exit code 2 when the words are not understood. */
  public static void main(String[] args) throws IOException, InterruptedException {
    List<String> words = Arrays.asList(args);
    String program = words.isEmpty() ? "" : words.getFirst();
    try {
      switch (program) {
        case "agent" -> NodeAgent.start(AgentSettings.of(words.subList(1, words.size()))).await();
        case "push" -> push(words.subList(1, words.size()));
        default ->
            throw new IllegalArgumentException(
                "unknown program \"" + program + "\"; known: agent, push");
      }
    } catch (IllegalArgumentException e) {
      System.err.println("lab: " + e.getMessage());
      System.exit(2);
    }
  }

  private static void push(List<String> words) throws IOException, InterruptedException {
    if (words.size() < 3 || !words.getFirst().equals("--registry")) {
      throw new IllegalArgumentException(
          "push needs --registry HOST:PORT and at least one REPO:TAG");
    }
    ImagePusher pusher = new ImagePusher(words.get(1));
    for (String name : words.subList(2, words.size())) {
      System.out.println(pusher.push(name));
    }
  }
}
