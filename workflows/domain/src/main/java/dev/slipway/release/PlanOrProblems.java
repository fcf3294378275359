package dev.slipway.release;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** A complete plan, or every reason why there is none. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = PlanOrProblems.Resolved.class, name = "resolved"),
  @JsonSubTypes.Type(value = PlanOrProblems.Rejected.class, name = "rejected")
})
public sealed interface PlanOrProblems {

  record Resolved(ReleasePlan plan) implements PlanOrProblems {}

  record Rejected(List<Problem> problems) implements PlanOrProblems {
    public Rejected {
      problems = List.copyOf(problems);
    }
  }
}
