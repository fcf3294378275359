package dev.slipway.release;

import dev.slipway.document.ApprovalSpec;
import dev.slipway.document.EnvironmentDocument;
import dev.slipway.document.EnvironmentSpec;
import dev.slipway.document.FreezeSpec;
import dev.slipway.document.HoldEnd;
import dev.slipway.document.HoldSpec;
import dev.slipway.document.HotfixSpec;
import dev.slipway.document.OnFailure;
import dev.slipway.document.ReceiverSpec;
import dev.slipway.gate.ApprovalPolicy;
import dev.slipway.gate.FreezeWindow;
import dev.slipway.name.Role;
import dev.slipway.notice.Occasion;
import dev.slipway.notice.Receiver;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes out the rules that are the same for all services of a release. */
final class PolicyResolver {

  private final EnvironmentSpec spec;
  private final String from;
  private final Origins origins;

  PolicyResolver(EnvironmentDocument environment, Origins origins) {
    this.spec = environment.spec();
    this.from = "environment %s rev %d".formatted(environment.name(), environment.revision());
    this.origins = origins;
  }

  ReleasePolicy resolve(ReleaseKind kind) {
    var plain =
        new ReleasePolicy(
            approval(spec.approval()),
            or("noticePeriod", spec.noticePeriod(), Duration.ZERO),
            action(or("onFailure", spec.onFailure(), OnFailure.UNDO_ALL)),
            or("maxParallel", spec.maxParallel(), 4),
            hold(),
            or("retryBudget", spec.retryBudget(), Duration.ofMinutes(10)),
            or("bake", spec.bake(), Duration.ZERO),
            false,
            freezes(spec),
            receivers(spec));
    return switch (kind) {
      case ORDINARY -> plain;
      case HOTFIX -> hotfix(plain);
    };
  }

  static List<FreezeWindow> freezes(EnvironmentSpec spec) {
    return spec.freezes() == null
        ? List.of()
        : spec.freezes().stream().map(PolicyResolver::freeze).toList();
  }

  static List<Receiver> receivers(EnvironmentSpec spec) {
    return spec.receivers() == null
        ? List.of()
        : spec.receivers().stream().map(PolicyResolver::receiver).toList();
  }

  private ReleasePolicy hotfix(ReleasePolicy plain) {
    HotfixSpec said =
        spec.hotfix() == null ? new HotfixSpec(null, null, null, null, null) : spec.hotfix();
    return new ReleasePolicy(
        said.approval() == null ? plain.approval() : approval(said.approval()),
        or("hotfix.noticePeriod", said.noticePeriod(), Duration.ZERO),
        plain.onFailure(),
        plain.maxParallel(),
        plain.hold(),
        plain.retryBudget(),
        said.bake() == null ? plain.bake() : or("hotfix.bake", said.bake(), plain.bake()),
        or("hotfix.ignoreFreeze", said.ignoreFreeze(), false),
        plain.freezes(),
        plain.receivers());
  }

  private ApprovalPolicy approval(@Nullable ApprovalSpec said) {
    if (said == null) {
      origins.add("approval.quorum", 0, Origins.PRODUCT);
      return ApprovalPolicy.none();
    }
    return new ApprovalPolicy(
        or("approval.quorum", said.quorum(), 1),
        or("approval.roles", said.roles(), List.of(Role.APPROVER)),
        or("approval.excludeAuthor", said.excludeAuthor(), true),
        or("approval.typedTarget", said.typedTarget(), false),
        or("approval.expiry", said.expiry(), Duration.ofHours(24)),
        or("approval.remindEvery", said.remindEvery(), Duration.ZERO),
        or("approval.escalateAfter", said.escalateAfter(), Duration.ZERO),
        or("approval.escalateTo", said.escalateTo(), List.<String>of()),
        or("approval.overrideRoles", said.overrideRoles(), List.<Role>of()));
  }

  private HoldPolicy hold() {
    return new HoldPolicy(
        or("hold.maxAge", holdField(HoldSpec::maxAge), Duration.ofHours(4)),
        switch (or("hold.then", holdField(HoldSpec::then), HoldEnd.BACK_OUT)) {
          case BACK_OUT -> AfterHold.BACK_OUT;
          case KEEP_HOLDING -> AfterHold.KEEP_HOLDING;
        });
  }

  private <T> @Nullable T holdField(Function<HoldSpec, @Nullable T> getter) {
    return spec.hold() == null ? null : getter.apply(spec.hold());
  }

  private static FailureAction action(OnFailure said) {
    return switch (said) {
      case UNDO_ALL -> FailureAction.UNDO_ALL;
      case UNDO_FAILED -> FailureAction.UNDO_FAILED;
      case HOLD -> FailureAction.HOLD;
    };
  }

  private static FreezeWindow freeze(FreezeSpec said) {
    return new FreezeWindow(
        said.name(),
        said.from(),
        said.until(),
        said.days() == null ? List.of() : said.days(),
        said.start(),
        said.length(),
        said.zone() == null ? ZoneOffset.UTC : said.zone());
  }

  private static Receiver receiver(ReceiverSpec said) {
    List<Occasion> occasions =
        said.occasions() == null ? List.of(Occasion.values()) : said.occasions();
    return switch (said) {
      case ReceiverSpec.Webhook hook ->
          new Receiver.Webhook(hook.name(), hook.url(), hook.signingKey(), occasions);
      case ReceiverSpec.Mail mail -> new Receiver.Mail(mail.name(), mail.to(), occasions);
    };
  }

  private <T> T or(String path, @Nullable T said, T standard) {
    origins.add(path, said == null ? standard : said, said == null ? Origins.PRODUCT : from);
    return said == null ? standard : said;
  }
}
