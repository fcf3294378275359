package dev.slipway.bench.bare;

import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Starts workflows one after the other in several lanes, and counts how many end in a time. */
final class Lanes {
  private final int lanes;
  private final Duration time;

  Lanes(int lanes, Duration time) {
    this.lanes = lanes;
    this.time = time;
  }

  /**
   * @param start begins the next workflow of a lane
   * @return workflows that ended in a second
   */
  double run(IntFunction<WorkflowStub> start) {
    ExecutorService pool = Executors.newFixedThreadPool(lanes);
    long begin = System.nanoTime();
    try {
      List<Future<Integer>> all = new ArrayList<>();
      for (int i = 0; i < lanes; i++) {
        int lane = i;
        all.add(pool.submit(() -> lane(lane, begin + time.toNanos(), start)));
      }
      int ended = 0;
      for (Future<Integer> one : all) {
        ended += one.get();
      }
      return ended / ((System.nanoTime() - begin) / 1e9);
    } catch (ExecutionException failed) {
      throw new IllegalStateException("a measured workflow failed", failed.getCause());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return Double.NaN;
    } finally {
      pool.shutdownNow();
    }
  }

  private static int lane(int lane, long end, IntFunction<WorkflowStub> start) {
    int ended = 0;
    while (System.nanoTime() < end) {
      var unused = start.apply(lane).getResult(Object.class);
      ended++;
    }
    return ended;
  }
}
