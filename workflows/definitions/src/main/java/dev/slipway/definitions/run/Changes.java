package dev.slipway.definitions.run;

import io.temporal.workflow.Workflow;

/** What this build does otherwise than those before it; a run that is open goes on as it began. */
public final class Changes {
  private Changes() {}

  /**
   * @param name of the change; stays for as long as runs from before it may be open
   * @return whether this point of the run was first reached by a build that has the change
   */
  public static boolean sinceBuildWith(String name) {
    return Workflow.getVersion(name, Workflow.DEFAULT_VERSION, 1) == 1;
  }
}
