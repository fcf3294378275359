package dev.slipway.contract;

import dev.slipway.name.EnvironmentName;
import dev.slipway.name.RunId;
import dev.slipway.name.ServiceName;
import dev.slipway.name.SiteName;

/** Readable workflow ids, each built in one place. */
public final class WorkflowIds {
  private WorkflowIds() {}

  /**
   * @param id chosen anew for each look
   */
  public static String adoption(SiteName site, String namespace, String id) {
    return "adoption/" + site + "/" + namespace + "/" + id;
  }

  public static String environment(EnvironmentName environment) {
    return "environment/" + environment;
  }

  /** One a run: whoever finds it ended speaks in its place, and nobody says it twice. */
  public static String lastWord(RunId run) {
    return "last-word/" + run;
  }

  public static String planning(RunId run) {
    return "planning/" + run;
  }

  public static String release(RunId run) {
    return "release/" + run;
  }

  public static String rollback(RunId run) {
    return "rollback/" + run;
  }

  /**
   * @param attempt from 1; a later one follows a hold that was resumed
   */
  public static String rollout(RunId run, ServiceName service, int attempt) {
    return "rollout/" + run + "/" + service + (attempt == 1 ? "" : "/" + attempt);
  }

  public static String undo(RunId run, ServiceName service, int attempt) {
    return "undo/" + run + "/" + service + "/" + attempt;
  }
}
