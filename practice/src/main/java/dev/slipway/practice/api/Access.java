package dev.slipway.practice.api;

import java.util.List;
import java.util.Set;

/**
 * What the owner of a token may do.
 *
 * @param user the name in messages
 * @param rules any one of them suffices
 */
public record Access(String user, List<Rule> rules) {
  private static final Set<String> READ = Set.of("get", "list", "watch");

  /** May do everything. */
  public static Access admin(String user) {
    return new Access(user, List.of(new Rule(Set.of("*"), Set.of("*"))));
  }

  /** May read everything but secrets. */
  public static Access viewer(String user) {
    return new Access(user, List.of(new Rule(READ, Set.of("*", "!secrets"))));
  }

  public boolean allows(String verb, String resource) {
    return rules.stream().anyMatch(rule -> rule.allows(verb, resource));
  }

  /**
   * One permission.
   *
   * @param verbs {@code get}, {@code patch}, ...; {@code *} for all
   * @param resources plural names, with subresource as {@code pods/log}; {@code *} for all, and a
   *     name after {@code !} is taken out of them
   */
  public record Rule(Set<String> verbs, Set<String> resources) {
    boolean allows(String verb, String resource) {
      return (verbs.contains("*") || verbs.contains(verb))
          && !resources.contains("!" + resource)
          && (resources.contains("*") || resources.contains(resource));
    }
  }
}
