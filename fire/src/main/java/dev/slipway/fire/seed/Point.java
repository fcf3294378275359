package dev.slipway.fire.seed;

/**
 * One attempt of one activity: the n-th that one workflow makes of it. Counted for each workflow on
 * its own, so that lanes which run beside each other do not shift each other's numbers.
 *
 * @param workflow id of the workflow
 * @param activity type, such as {@code WorkloadChange}
 * @param number from 1
 */
public record Point(String workflow, String activity, int number) implements Comparable<Point> {
  @Override
  public int compareTo(Point other) {
    int byWorkflow = workflow.compareTo(other.workflow);
    int byActivity = activity.compareTo(other.activity);
    return byWorkflow != 0
        ? byWorkflow
        : byActivity != 0 ? byActivity : Integer.compare(number, other.number);
  }

  @Override
  public String toString() {
    return workflow + " " + activity + " #" + number;
  }
}
