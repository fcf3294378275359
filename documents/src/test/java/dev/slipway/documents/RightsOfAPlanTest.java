package dev.slipway.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.document.DocumentSet;
import dev.slipway.name.ServiceName;
import dev.slipway.name.SiteName;
import dev.slipway.preflight.Check;
import dev.slipway.preflight.Deed;
import dev.slipway.preflight.Severity;
import dev.slipway.release.Draft;
import dev.slipway.release.PlanResolver;
import dev.slipway.release.ReleasePlan;
import dev.slipway.release.ReleaseRequest;
import dev.slipway.release.RulesVersion;
import dev.slipway.release.SitedCheck;
import dev.slipway.rollout.WorkloadKind;
import dev.slipway.snapshot.WorkloadSnapshot;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A release asks beforehand for the rights to all that it will do, and for no others. */
class RightsOfAPlanTest {
  private static final String SHOP =
      """
      apiVersion: slipway.dev/v1
      kind: Service
      metadata: {name: store}
      spec:
        workloads:
          - {kind: StatefulSet, name: postgres, containers: [{name: postgres, image: shop/postgres}]}
      ---
      apiVersion: slipway.dev/v1
      kind: Service
      metadata: {name: web}
      spec:
        image: shop/web
        dependsOn: [store]
        health: {path: /health}
        verify:
          - {type: log-scan, patterns: [ERROR]}
          - type: smoke
            steps:
              - name: make
                method: POST
                path: /api/v1/workflows
                cleanup: {method: DELETE, path: /api/v1/workflows/1}
      ---
      apiVersion: slipway.dev/v1
      kind: Environment
      metadata: {name: prod}
      spec:
        site: here
        namespace: shop
        registry: registry.example.com
      """;

  @Test
  void areThoseOfAllServicesTogether() {
    assertThat(rights(Planner.of(read(SHOP), "prod", "v1").plan()))
        .containsExactly(
            new Check.Rights(
                "shop",
                List.of(
                    new Deed.Change(WorkloadKind.STATEFUL_SET, "postgres"),
                    new Deed.LeaveNote(ServiceName.of("store")),
                    new Deed.Change(WorkloadKind.DEPLOYMENT, "web"),
                    new Deed.LeaveNote(ServiceName.of("web")),
                    new Deed.Call("web", 80, "GET"),
                    new Deed.ReadLogs(),
                    new Deed.Call("web", 80, "POST"),
                    new Deed.Call("web", 80, "DELETE"))));
  }

  @Test
  void blockUnlessTheEnvironmentOnlyWantsToBeWarned() {
    ReleasePlan plan = Planner.of(read(SHOP), "prod", "v1").plan();
    assertThat(severities(plan)).containsExactly(Severity.BLOCK);

    String lenient = SHOP + "  checks: [{type: rights, severity: warn}]\n";
    assertThat(severities(Planner.of(read(lenient), "prod", "v1").plan()))
        .containsExactly(Severity.WARN);
  }

  @Test
  void coverTheVerticalAutoscalersThatWillRest() {
    ReleasePlan plan =
        Planner.of(read(SHOP), "prod", "v1")
            .only("store")
            .whereTheClusterHas(
                seen -> with(seen, "HorizontalPodAutoscaler/load", "VerticalPodAutoscaler/size"))
            .plan();

    assertThat(rights(plan).getFirst().deeds())
        .containsExactly(
            new Deed.Change(WorkloadKind.STATEFUL_SET, "postgres"),
            new Deed.LeaveNote(ServiceName.of("store")),
            new Deed.PauseEviction("size"));
  }

  @Test
  void areAskedForOnceForEachNamespaceOfEachSite() {
    String two = SHOP + "  overrides: {store: {namespace: data}, web: {site: there}}\n";

    List<SitedCheck> asked = sited(Planner.of(read(two), "prod", "v1").plan());

    assertThat(asked)
        .extracting(SitedCheck::site)
        .containsExactly(SiteName.of("here"), SiteName.of("there"));
    assertThat(asked)
        .extracting(one -> ((Check.Rights) one.planned().check()).namespace())
        .containsExactly("data", "shop");
  }

  @Test
  void areLookedAtEvenWhenThereWillBeNoPlan() {
    Draft.Ready draft = (Draft.Ready) Planner.of(read(SHOP), "prod", "v1").draft();

    assertThat(draft.checks())
        .extracting(one -> one.planned().check())
        .anyMatch(Check.Rights.class::isInstance);
  }

  @Test
  void areNotAskedForByAPlanOfTheFirstRules() {
    var request = new AtomicReference<ReleaseRequest>();
    Planner.of(read(SHOP), "prod", "v1")
        .asking(
            asked -> {
              request.set(asked);
              return asked;
            });
    Reading reading = read(SHOP);
    var documents = new DocumentSet(reading.environments().getFirst(), reading.services());

    Draft draft = PlanResolver.draft(RulesVersion.FIRST, request.get(), documents);

    assertThat(((Draft.Ready) draft).checks())
        .extracting(one -> one.planned().check())
        .noneMatch(Check.Rights.class::isInstance);
  }

  private static WorkloadSnapshot with(WorkloadSnapshot seen, String... autoscalers) {
    return new WorkloadSnapshot(
        seen.service(),
        seen.site(),
        seen.present(),
        seen.replicas(),
        seen.paused(),
        seen.uid(),
        seen.generation(),
        seen.owner(),
        List.of(autoscalers),
        seen.takenAt());
  }

  private static Reading read(String text) {
    Reading reading = DocumentReader.read("shop.yaml", text);
    assertThat(reading.problems()).isEmpty();
    return reading;
  }

  private static List<SitedCheck> sited(ReleasePlan plan) {
    return plan.checks().stream()
        .filter(one -> one.planned().check() instanceof Check.Rights)
        .toList();
  }

  private static List<Check.Rights> rights(ReleasePlan plan) {
    return sited(plan).stream().map(one -> (Check.Rights) one.planned().check()).toList();
  }

  private static List<Severity> severities(ReleasePlan plan) {
    return sited(plan).stream().map(one -> one.planned().severity()).toList();
  }
}
