package dev.slipway.documents;

import dev.slipway.document.Document;
import dev.slipway.document.EnvironmentDocument;
import dev.slipway.document.ServiceDocument;
import dev.slipway.document.ServiceSpec;
import dev.slipway.release.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one document must keep beyond the form of its fields. */
final class DocumentRules {

  private DocumentRules() {}

  static List<Problem> problems(Document document) {
    var findings = new Findings();
    switch (document) {
      case ServiceDocument service -> service(service, findings);
      case EnvironmentDocument environment -> environment(environment, findings);
    }
    return findings.all();
  }

  private static void service(ServiceDocument service, Findings findings) {
    new ServiceRules(findings).check("spec", service.spec());
    if (service.spec().dependsOn() != null && service.spec().dependsOn().contains(service.name())) {
      findings.add("spec.dependsOn", "%s cannot depend on itself".formatted(service.name()));
    }
  }

  private static void environment(EnvironmentDocument environment, Findings findings) {
    new EnvironmentRules(findings).check(environment.spec());
    ServiceSpec defaults = environment.spec().defaults();
    var rules = new ServiceRules(findings);
    if (defaults != null) {
      rules.check("spec.defaults", defaults);
      ownOnly("image", defaults.image(), findings);
      ownOnly("workloads", defaults.workloads(), findings);
      ownOnly("dependsOn", defaults.dependsOn(), findings);
      ownOnly("takeOver", defaults.takeOver(), findings);
    }
    if (environment.spec().overrides() != null) {
      environment
          .spec()
          .overrides()
          .forEach((service, spec) -> rules.check("spec.overrides." + service, spec));
    }
  }

  private static void ownOnly(String field, @Nullable Object said, Findings findings) {
    if (said != null) {
      findings.add(
          "spec.defaults." + field,
          "belongs to one service; say it in its document or in overrides");
    }
  }
}
