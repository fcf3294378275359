package dev.slipway.release;

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
  record Ready(ReleasePlan plan, List<WorkloadSnapshot> snapshots, PreflightReport preflight)
      implements Planned {
    public Ready {
      snapshots = List.copyOf(snapshots);
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
