package dev.slipway.contract.evidence;

/** Keys under which a workflow tells its facts, built in one place. */
public final class FactKeys {
  private FactKeys() {}

  /**
   * @param execution Temporal's run id: a run that was reset tells under keys of its own
   * @param number from 1, in the order of telling; the first fact says what was asked for
   */
  public static String of(String workflowId, String execution, int number) {
    return workflowId + "/" + execution + "/" + number;
  }
}
