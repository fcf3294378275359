package dev.slipway.name;

import java.util.List;

/**
 * A person or machine, as the door has authenticated it.
 *
 * @param name stable name of the token's owner, 1 to 200 characters
 * @param roles what the owner may do here, without repetition
 */
public record Actor(String name, List<Role> roles) {
  public Actor {
    if (name == null || name.isBlank() || name.length() > 200) {
      throw new IllegalArgumentException("an actor needs a name of 1 to 200 characters");
    }
    roles = roles == null ? List.of() : List.copyOf(roles);
  }

  public boolean has(Role role) {
    return roles.contains(role);
  }

  /** Slipway itself, where no person acted. */
  public static Actor slipway() {
    return new Actor("slipway", List.of());
  }
}
