package dev.slipway.release;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** What the documents alone say of a request. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Draft.Ready.class, name = "ready"),
  @JsonSubTypes.Type(value = Draft.Refused.class, name = "refused")
})
public sealed interface Draft {
  /**
   * What has to be looked up at the sites before the plan is complete.
   *
   * @param checks those that need no plan: what they find is told also where there will be none
   */
  record Ready(List<WantedImage> images, List<DeclaredWorkload> workloads, List<SitedCheck> checks)
      implements Draft {
    public Ready {
      checks = List.copyOf(checks);
      images = List.copyOf(images);
      workloads = List.copyOf(workloads);
    }
  }

  record Refused(List<Problem> problems) implements Draft {
    public Refused {
      problems = List.copyOf(problems);
    }
  }
}
