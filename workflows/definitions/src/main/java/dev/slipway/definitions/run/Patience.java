package dev.slipway.definitions.run;

import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Functions;

/**
 * Tries a call for as long as the system behind it is ill. Each try has the budget of its stub;
 * after it, somebody is told and the call is made again. Only a final fault, a cancellation or
 * success ends it: how long a hold may last is the release's decision, not this class's.
 */
public final class Patience {
  private final Functions.Proc2<String, String> ill;
  private final Functions.Proc1<String> well;

  /**
   * @param ill told once per illness: system, words
   * @param well told when that system serves again
   */
  public Patience(Functions.Proc2<String, String> ill, Functions.Proc1<String> well) {
    this.ill = ill;
    this.well = well;
  }

  public <T> T with(String system, Functions.Func<T> call) {
    String told = null;
    var pause = new Pause();
    while (true) {
      try {
        T result = call.apply();
        if (told != null) {
          well.apply(told);
        }
        return result;
      } catch (ActivityFailure failure) {
        if (Faults.cancelled(failure) || Faults.finalFault(failure).isPresent()) {
          throw failure;
        }
        String silent = Faults.silent(system, failure);
        if (!silent.equals(told)) {
          if (told != null) {
            well.apply(told);
          }
          ill.apply(silent, Faults.words(failure));
          told = silent;
        }
        pause.sleep("until " + system + " is asked again");
      }
    }
  }
}
