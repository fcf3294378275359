package dev.slipway.release;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.slipway.preflight.PreflightReport;
import dev.slipway.snapshot.WorkloadSnapshot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How planning ended. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Planned.Ready.class, name = "ready"),
  @JsonSubTypes.Type(value = Planned.Refused.class, name = "refused")
})
public sealed interface Planned {
  /**
   * @param retried what was answered only after attempts in vain; missing in what older builds
   *     wrote
   */
  record Ready(
      ReleasePlan plan,
      List<WorkloadSnapshot> snapshots,
      PreflightReport preflight,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Retry> retried)
      implements Planned {
    public Ready {
      snapshots = List.copyOf(snapshots);
      retried = known(retried);
    }

    /** All was answered at once. */
    public Ready(ReleasePlan plan, List<WorkloadSnapshot> snapshots, PreflightReport preflight) {
      this(plan, snapshots, preflight, List.of());
    }

    private static List<Retry> known(@Nullable List<Retry> written) {
      return written == null ? List.of() : List.copyOf(written);
    }
  }

  /**
   * @param mayPass whether nothing but ill systems stood in the way: the same plan may be possible
   *     in a while
   */
  record Refused(List<Problem> problems, boolean mayPass) implements Planned {
    public Refused {
      problems = List.copyOf(problems);
    }

    /** For good. */
    public Refused(List<Problem> problems) {
      this(problems, false);
    }
  }
}
