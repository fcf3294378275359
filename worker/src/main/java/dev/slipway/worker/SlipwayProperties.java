package dev.slipway.worker;

import dev.slipway.name.SiteName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of a worker under {@code slipway.*}; an unknown or misspelt one stops the start.
 *
 * @param roles what this process does: {@code workflows}, {@code people} (ledger and notices),
 *     {@code sites} (every site under {@code slipway.sites})
 * @param grace how long a stopping worker lets running activities finish, 1 s to 10 min
 * @param ledger needed by role people
 * @param sites by name; each with its own credentials
 */
@ConfigurationProperties(prefix = "slipway", ignoreUnknownFields = false)
public record SlipwayProperties(
    @DefaultValue({"workflows", "people", "sites"}) List<WorkerRole> roles,
    @DefaultValue("30s") Duration grace,
    @DefaultValue TemporalProperties temporal,
    @Nullable LedgerProperties ledger,
    @DefaultValue PeopleProperties people,
    @DefaultValue Map<String, SiteProperties> sites) {

  public SlipwayProperties {
    roles = List.copyOf(roles);
    if (roles.isEmpty()) {
      throw new IllegalArgumentException("slipway.roles is empty; known: workflows, people, sites");
    }
    if (grace.compareTo(Duration.ofSeconds(1)) < 0 || grace.compareTo(Duration.ofMinutes(10)) > 0) {
      throw new IllegalArgumentException(
          "slipway.grace is %s; it must be 1s to 10m".formatted(grace));
    }
    if (roles.contains(WorkerRole.PEOPLE) && ledger == null) {
      throw new IllegalArgumentException(
          "slipway.ledger.url and its logins are needed by role people");
    }
    if (roles.contains(WorkerRole.SITES) && sites.isEmpty() && roles.size() == 1) {
      throw new IllegalArgumentException(
          "slipway.sites is empty: a worker of role sites needs at least one site");
    }
    sites.keySet().forEach(SiteName::of);
  }

  /**
   * @param folders below which {@code file:} references may read
   */
  public record SecretProperties(
      @DefaultValue List<Path> folders, @DefaultValue("SLIPWAY_SECRET_") String variablePrefix) {}
}
