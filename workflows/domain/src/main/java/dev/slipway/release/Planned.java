package dev.slipway.release;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.slipway.preflight.PreflightReport;
import dev.slipway.snapshot.WorkloadSnapshot;
import java.util.List;

/** How planning ended. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Planned.Ready.class, name = "ready"),
  @JsonSubTypes.Type(value = Planned.Refused.class, name = "refused")
})
public sealed interface Planned {
  /** What was answered only after attempts in vain; none in what older builds wrote. */
  List<Retry> retried();

  /** The same, with these besides. */
  Planned with(List<Retry> more);

  /**
   * @param retried missing in what older builds wrote
   */
  record Ready(
      ReleasePlan plan,
      List<WorkloadSnapshot> snapshots,
      PreflightReport preflight,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Retry> retried)
      implements Planned {
    public Ready {
      snapshots = List.copyOf(snapshots);
      retried = Retry.known(retried);
    }

    @Override
    public Ready with(List<Retry> more) {
      return new Ready(plan, snapshots, preflight, Retry.all(retried, more));
    }

    /** All was answered at once. */
    public Ready(ReleasePlan plan, List<WorkloadSnapshot> snapshots, PreflightReport preflight) {
      this(plan, snapshots, preflight, List.of());
    }
  }

  /**
   * @param mayPass whether nothing but ill systems stood in the way: the same plan may be possible
   *     in a while
   * @param retried missing in what older builds wrote
   */
  record Refused(
      List<Problem> problems,
      boolean mayPass,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Retry> retried)
      implements Planned {
    public Refused {
      problems = List.copyOf(problems);
      retried = Retry.known(retried);
    }

    /** All was answered at once. */
    public Refused(List<Problem> problems, boolean mayPass) {
      this(problems, mayPass, List.of());
    }

    @Override
    public Refused with(List<Retry> more) {
      return new Refused(problems, mayPass, Retry.all(retried, more));
    }

    /** For good. */
    public Refused(List<Problem> problems) {
      this(problems, false);
    }
  }
}
