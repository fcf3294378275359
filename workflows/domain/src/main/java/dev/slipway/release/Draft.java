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
  /** What has to be looked up at the sites before the plan is complete. */
  record Ready(List<WantedImage> images, List<DeclaredWorkload> workloads) implements Draft {
    public Ready {
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
