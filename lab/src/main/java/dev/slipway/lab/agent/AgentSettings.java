package dev.slipway.lab.agent;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * What the node agent is told at its start.
 *
 * @param nodes address of each node by its name
 * @param capacity cpu, memory and pods of each node, as Kubernetes quantities
 * @param keystore PKCS#12 file with the kubelet's certificate
 * @param passwordFile file that holds the key store's password
 * @param clientAuthority PEM file of the authority whose clients may ask for logs
 * @param folder where container logs and the list of metrics targets lie
 */
public record AgentSettings(
    SequencedMap<String, String> nodes,
    Map<String, String> capacity,
    Path keystore,
    Path passwordFile,
    Path clientAuthority,
    Path folder) {
  private static final List<String> KNOWN =
      List.of(
          "--nodes",
          "--cpu",
          "--memory",
          "--pods",
          "--keystore",
          "--password-file",
          "--client-ca",
          "--folder");

  /**
   * Reads the command line, pairs of option and value.
   *
   * @throws IllegalArgumentException when an option is unknown or missing
   */
  public static AgentSettings of(List<String> words) {
    Map<String, String> given = new TreeMap<>();
    for (int i = 0; i < words.size(); i += 2) {
      if (!KNOWN.contains(words.get(i)) || i + 1 == words.size()) {
        throw new IllegalArgumentException(
            "agent takes pairs of option and value: " + String.join(", ", KNOWN));
      }
      given.put(words.get(i), words.get(i + 1));
    }
    KNOWN.stream()
        .filter(option -> !given.containsKey(option))
        .findFirst()
        .ifPresent(
            option -> {
              throw new IllegalArgumentException("agent needs " + option);
            });
    return new AgentSettings(
        nodes(given.get("--nodes")),
        Map.of(
            "cpu",
            given.get("--cpu"),
            "memory",
            given.get("--memory"),
            "pods",
            given.get("--pods")),
        Path.of(given.get("--keystore")),
        Path.of(given.get("--password-file")),
        Path.of(given.get("--client-ca")),
        Path.of(given.get("--folder")));
  }

  private static SequencedMap<String, String> nodes(String list) {
    SequencedMap<String, String> nodes = new LinkedHashMap<>();
    for (String node : list.split(",", -1)) {
      String[] parts = node.split("=", -1);
      if (parts.length != 2) {
        throw new IllegalArgumentException(
            "--nodes takes NAME=ADDRESS,NAME=ADDRESS, not \"" + list + "\"");
      }
      nodes.put(parts[0], parts[1]);
    }
    return nodes;
  }
}
