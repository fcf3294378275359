package dev.slipway.api.door;

import dev.slipway.api.problem.Kind;
import dev.slipway.api.problem.Refusal;
import dev.slipway.name.Actor;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.Role;
import dev.slipway.name.ServiceName;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;

/**
 * The owner of the token of this request.
 *
 * @param name the token's owner, as it stands in the ledger
 * @param granted roles of the token as created
 * @param environments scope; empty for all
 * @param services scope; empty for all
 */
public record Caller(
    String name,
    List<Role> granted,
    List<EnvironmentName> environments,
    List<ServiceName> services) {
  public Caller {
    granted = List.copyOf(granted);
    environments = List.copyOf(environments);
    services = List.copyOf(services);
  }

  /** All roles that the granted ones amount to, in the order of {@link Role}. */
  public List<Role> roles() {
    EnumSet<Role> all = EnumSet.noneOf(Role.class);
    granted.forEach(role -> all.addAll(included(role)));
    return List.copyOf(all);
  }

  private static EnumSet<Role> included(Role role) {
    return switch (role) {
      case VIEWER -> EnumSet.of(Role.VIEWER);
      case RELEASER -> EnumSet.of(Role.VIEWER, Role.RELEASER);
      case APPROVER -> EnumSet.of(Role.VIEWER, Role.APPROVER);
      case OPERATOR -> EnumSet.of(Role.VIEWER, Role.RELEASER, Role.OPERATOR);
      case ADMIN -> EnumSet.of(Role.VIEWER, Role.RELEASER, Role.OPERATOR, Role.ADMIN);
    };
  }

  public boolean has(Role role) {
    return roles().contains(role);
  }

  public Actor actor() {
    return new Actor(name, roles());
  }

  public boolean sees(EnvironmentName environment) {
    return environments.isEmpty() || environments.contains(environment);
  }

  public boolean sees(ServiceName service) {
    return services.isEmpty() || services.contains(service);
  }

  /** Whether the token is limited to nothing. */
  public boolean seesEverything() {
    return environments.isEmpty() && services.isEmpty();
  }

  /**
   * @throws Refusal when the token's scope leaves out the environment
   */
  public void mustSee(EnvironmentName environment) {
    if (!sees(environment)) {
      throw Refusal.of(
          Kind.FORBIDDEN,
          "the token of %s is not for environment '%s'; it is for: %s"
              .formatted(name, environment, environments));
    }
  }

  /**
   * @throws Refusal when the token's scope leaves out one of the services
   */
  public void mustSee(EnvironmentName environment, Collection<ServiceName> wanted) {
    mustSee(environment);
    List<ServiceName> outside = wanted.stream().filter(service -> !sees(service)).toList();
    if (!outside.isEmpty()) {
      throw Refusal.of(
          Kind.FORBIDDEN,
          "the token of %s is not for services %s; it is for: %s"
              .formatted(name, outside, services));
    }
  }

  /**
   * For what concerns the whole installation or a whole environment.
   *
   * @throws Refusal when the token is limited to some services
   */
  public void mustSeeAllServices(String what) {
    if (!services.isEmpty()) {
      throw Refusal.of(
          Kind.FORBIDDEN,
          "%s concerns every service, and the token of %s is only for: %s"
              .formatted(what, name, services));
    }
  }

  /**
   * For what concerns every environment.
   *
   * @throws Refusal when the token is limited to some environments
   */
  public void mustSeeAllEnvironments(String what) {
    if (!environments.isEmpty()) {
      throw Refusal.of(
          Kind.FORBIDDEN,
          "%s concerns every environment, and the token of %s is only for: %s"
              .formatted(what, name, environments));
    }
  }

  /**
   * @throws Refusal when the token is limited to some environments or services
   */
  public void mustSeeEverything(String what) {
    mustSeeAllServices(what);
    mustSeeAllEnvironments(what);
  }

  static String word(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }
}
