package dev.slipway.documents;

import dev.slipway.document.Says;
import dev.slipway.document.Shape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the reference of the documents from the records, so that no field is forgotten. */
public final class ReferencePages {

  private final Map<Class<?>, String> parts = new LinkedHashMap<>();

  private ReferencePages() {}

  /** The page on all kinds of documents, in Markdown. */
  public static String documents() {
    var pages = new ReferencePages();
    var text = new StringBuilder(HEAD);
    text.append(EXAMPLE);
    pages.section(text, "Service", DocumentReader.ServiceFile.class);
    pages.section(text, "Environment", DocumentReader.EnvironmentFile.class);
    var written = new ArrayList<Class<?>>();
    while (written.size() < pages.parts.size()) {
      for (Class<?> part : List.copyOf(pages.parts.keySet())) {
        if (!written.contains(part)) {
          written.add(part);
          pages.part(text, part);
        }
      }
    }
    return text.toString();
  }

  private static final String HEAD =
      """
      # Documents

      What a team writes down once, as YAML (or JSON). A file holds any number of documents,
      separated by `---`. An unknown field, a field said twice or a value out of range is refused
      with its path; nothing is stored then.

      The plan of a release lays the documents over each other: `overrides` of the environment win
      over the service, the service wins over `defaults` of the environment, and what nobody says
      gets the default named here. `slipway release plan` shows where each value came from. Lists
      are taken whole from the strongest document that has one; `checks`,
      `verify` and `guard` add up.

      A release changes only what a document declares: the images of the named containers and the
      named references to configuration. Configuration objects are versioned by name: with
      `{kind: ConfigMap, name: settings}` a release may point the template from `settings-v1` to
      `settings-v2`, and its way back points it to `settings-v1` again.

      These checks always run; `checks` can change their severity: cluster-reachable,
      namespace-exists, nodes-ready, rights, ownership, no-drift, references, capacity,
      disruption-budget, workload-policy, image-pullable, old-image-pullable, and health-endpoint
      where `health` is set. After the change the pods of every workload are looked at, then
      `health`, then `verify`.

      Durations are written `90s`, `5m`, `1h30m`, `7d` or as ISO 8601 (`PT5M`). Secrets are only
      ever named: `env:NAME`, `file:/path`, `kubernetes://namespace/name#key` (in a namespace of the
      service itself); receivers know the first two. Each secret of a smoke test is read before
      anything is changed (secret-readable).

      An editor completes and checks documents by their JSON Schema. With the YAML extension of VS
      Code or any other that uses yaml-language-server, let the first line of a file say where it
      is: `# yaml-language-server: $schema=docs/schema/document.json`, as in `examples/`. The files
      below `docs/schema` are written by `./slipway docs`; `slipway schema > document.json` prints
      the same, and the API serves it at `/api/v1/schemas`. `slipway validate -f DIR` checks on any
      machine what a schema cannot say, such as names and circles between documents.

      """;

  static final String EXAMPLE =
      """
      ## An example

      ```yaml
      apiVersion: slipway.dev/v1
      kind: Service
      metadata: {name: backend}
      spec:
        image: shop/backend          # Deployment "backend" with a container "backend"
        config: [{kind: ConfigMap, name: backend-settings}]
        dependsOn: [database]        # released in an earlier wave, if it is released too
        http: {port: 8000}           # Kubernetes Service "backend"
        health:
          path: /health
          expect: [{pointer: /version, equalTo: "${version}"}]
      ---
      apiVersion: slipway.dev/v1
      kind: Service
      metadata: {name: database}
      spec:
        workloads:
          - kind: StatefulSet
            name: postgres
            containers: [{name: postgres, image: docker.io/library/postgres}]
      ---
      apiVersion: slipway.dev/v1
      kind: Environment
      metadata: {name: production}
      spec:
        site: east                   # a worker polls the task queue site.east
        namespace: shop
        registry: registry.example.com
        prometheus: http://prometheus.monitoring:9090
        approval: {quorum: 2, expiry: 8h, remindEvery: 1h, overrideRoles: [admin]}
        noticePeriod: 30m
        onFailure: undoAll
        freezes:
          - {name: weekend, days: [friday], start: "18:00", length: 2d12h, zone: Europe/Berlin}
        receivers:
          - {type: webhook, name: team, url: "env:TEAM_WEBHOOK", signingKey: "env:TEAM_WEBHOOK_KEY"}
        checks:
          - {type: tls-days, host: shop.example.com, minDays: 30}
        defaults:
          strategy: {rolloutTimeout: 5m, settle: 30s}
          watch: {observe: 15m, every: 1m}
          verify:
            - type: condition
              name: error rate
              query: (sum(rate(http_requests_total{namespace="${namespace}",service="${service}",code=~"5.."}[5m])) or vector(0)) / sum(rate(http_requests_total{namespace="${namespace}",service="${service}"}[5m]))
              comparison: "<="
              threshold: 0.01
        overrides:
          backend:
            http: {baseUrl: "https://shop.example.com"}
      ```

      """;

  private void section(StringBuilder text, String kind, Class<?> file) {
    text.append("## ").append(kind).append("\n\n");
    table(text, file);
  }

  private void part(StringBuilder text, Class<?> part) {
    text.append("### ").append(parts.get(part)).append("\n\n");
    if (!RecordBinder.isChoice(part)) {
      table(text, part);
      return;
    }
    text.append("One of these, chosen by `type`:\n\n");
    Choices.all(part)
        .forEach(
            kind -> {
              Says says = kind.value().getAnnotation(Says.class);
              text.append("#### `type: ").append(kind.name()).append("`\n\n");
              if (says != null) {
                text.append(says.value()).append("\n\n");
              }
              table(text, kind.value());
            });
  }

  private void table(StringBuilder text, Class<?> part) {
    text.append("| field | what | form | default |\n|---|---|---|---|\n");
    for (FieldTypes field : FieldTypes.of(part)) {
      Says says = field.says();
      text.append("| `%s` | ".formatted(field.name()))
          .append(says == null ? words(field.name()) : cell(says.value()))
          .append(" | ")
          .append(cell(form(field)))
          .append(" | ")
          .append(field.required() ? "**required**" : says == null ? "" : cell(says.otherwise()))
          .append(" |\n");
    }
    text.append('\n');
  }

  /** Fields of the small parts that the domain shares with the plan. */
  private static String words(String field) {
    return switch (field) {
      case "pointer" -> "JSON pointer into the answer, such as `/status`.";
      case "equalTo" -> "Wanted value as text; without it the field only has to be there.";
      case "variable" -> "Name of the variable, used as `${name}`.";
      case "ref" -> "Reference to the secret.";
      case "name" -> "Name of the header.";
      case "value" -> "Value of the header, with variables.";
      default -> throw new IllegalStateException("field %s has no words".formatted(field));
    };
  }

  private String form(FieldTypes field) {
    Says says = field.says();
    if (field.raw() == List.class) {
      return "list of " + single(FieldTypes.raw(field.inner()), says) + size(says);
    }
    if (field.raw() == Map.class) {
      return "by name, each " + single(FieldTypes.raw(field.inner()), null);
    }
    String form = single(field.raw(), says);
    boolean ranged = Number.class.isAssignableFrom(field.raw()) || field.raw() == Duration.class;
    return ranged ? form + range(says) : form;
  }

  private String single(Class<?> raw, @Nullable Says says) {
    if (RecordBinder.isChoice(raw) || RecordBinder.isPart(raw)) {
      String name = title(raw);
      parts.put(raw, name);
      return "[%s](#%s)".formatted(name, name.toLowerCase(Locale.ROOT).replace(' ', '-'));
    }
    if (raw.isEnum()) {
      return "`" + String.join("`, `", Scalars.words(raw)) + "`";
    }
    if (raw == String.class) {
      return says == null || says.shape() == Shape.TEXT ? "text" : says.shape().words();
    }
    return switch (raw.getSimpleName()) {
      case "Integer" -> "whole number";
      case "Double" -> "number";
      case "Boolean" -> "`true` or `false`";
      case "Duration" -> "duration";
      case "Instant" -> "moment, such as `2026-12-24T00:00:00Z`";
      case "LocalTime" -> "time of day, such as `18:00`";
      case "ZoneId" -> "time zone, such as `Europe/Berlin`";
      default -> Shape.LABEL.words();
    };
  }

  private static String title(Class<?> raw) {
    String name = raw.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", " ");
    boolean whole = name.equals("Service Spec") || name.equals("Environment Spec");
    return whole ? name : name.replace(" Spec", "");
  }

  private static String range(@Nullable Says says) {
    if (says == null || (says.min().isEmpty() && says.max().isEmpty())) {
      return "";
    }
    return " from %s to %s".formatted(says.min(), says.max());
  }

  private static String size(@Nullable Says says) {
    if (says == null || says.max().isEmpty()) {
      return "";
    }
    return ", %sat most %s"
        .formatted(says.min().isEmpty() ? "" : "at least " + says.min() + ", ", says.max());
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
