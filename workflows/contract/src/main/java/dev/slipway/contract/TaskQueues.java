package dev.slipway.contract;

import dev.slipway.name.SiteName;

/**
 * Names of task queues. Workflow code runs on one queue; activities that touch a site run at that
 * site.
 */
public final class TaskQueues {
  /** Workflows, the ledger and people. */
  public static final String SLIPWAY = "slipway";

  private TaskQueues() {}

  public static String site(SiteName site) {
    return "site." + site;
  }
}
