package dev.slipway.definitions;

import dev.slipway.document.DocumentSet;
import dev.slipway.document.EnvironmentDocument;
import dev.slipway.document.EnvironmentSpec;
import dev.slipway.document.HoldEnd;
import dev.slipway.document.HoldSpec;
import dev.slipway.document.ReceiverSpec;
import dev.slipway.document.ServiceDocument;
import dev.slipway.document.ServiceSpec;
import dev.slipway.name.ServiceName;
import dev.slipway.notice.Receiver;
import java.time.Duration;
import java.util.List;

/** Documents for tests: each service is one Deployment of its own name. */
final class Papers {
  private Papers() {}

  static DocumentSet of(List<ServiceName> services, List<Receiver> receivers, Duration maxHold) {
    var spec =
        new EnvironmentSpec(
            null,
            Plans.SITE,
            "shop",
            null,
            null,
            null,
            null,
            null,
            null,
            new HoldSpec(maxHold, HoldEnd.BACK_OUT),
            null,
            null,
            null,
            null,
            receivers.stream().map(Papers::receiver).toList(),
            null,
            null,
            null);
    return new DocumentSet(
        new EnvironmentDocument(Plans.PROD, 1, spec),
        services.stream()
            .map(s -> new ServiceDocument(s, 1, ServiceSpec.ofImage("registry.local/shop/" + s)))
            .toList());
  }

  private static ReceiverSpec receiver(Receiver receiver) {
    return switch (receiver) {
      case Receiver.Webhook hook ->
          new ReceiverSpec.Webhook(
              hook.name(), hook.urlRef(), hook.signingKeyRef(), hook.occasions());
      case Receiver.Mail mail -> new ReceiverSpec.Mail(mail.name(), mail.to(), mail.occasions());
    };
  }
}
