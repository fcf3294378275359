package dev.slipway.bench.judge;

import dev.slipway.analysis.judge.Interval;
import dev.slipway.analysis.judge.Tally;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Made-up traffic of a canary beside its stable version, second by second, with a known truth.
 *
 * @param requests requests per second on both sides together
 * @param weight part of them that the canary gets
 * @param background share of bad answers of a sound pod
 * @param burst how traffic and background swing from second to second, for both sides alike: the
 *     variance of a factor with mean 1; 0 for steady
 * @param clustering intraclass correlation of the answers of one pod in one second; 0 for none
 * @param difference standard deviation of the log of what pods differ by for good; 0 for none
 */
record Traffic(
    double requests,
    double weight,
    double background,
    double burst,
    double clustering,
    double difference) {
  private static final int CANARY_PODS = 2;
  private static final int STABLE_PODS = 4;

  static Traffic plain(double weight) {
    return new Traffic(50, weight, 0.005, 0, 0, 0);
  }

  static Traffic overDispersed(double weight) {
    return new Traffic(50, weight, 0.005, 0.5, 0.03, 0.3);
  }

  /** One analysis, which can be asked for second after second. */
  Play play(long seed, double excess) {
    return new Play(this, new Random(seed), excess);
  }

  static final class Play {
    private final Traffic traffic;
    private final Random random;
    private final double excess;
    private final List<Double> pods = new ArrayList<>();
    private long second;

    private Play(Traffic traffic, Random random, double excess) {
      this.traffic = traffic;
      this.random = random;
      this.excess = excess;
      double spread = traffic.difference();
      for (int pod = 0; pod < CANARY_PODS + STABLE_PODS; pod++) {
        pods.add(Math.exp(spread * random.nextGaussian() - spread * spread / 2));
      }
    }

    /** The next second; before the change the canary has no traffic. */
    Interval next(boolean change) {
      second++;
      double swing = traffic.burst() == 0 ? 1 : gamma(1 / traffic.burst()) * traffic.burst();
      double share = change ? traffic.weight() : 0;
      List<Tally> canary = new ArrayList<>();
      List<Tally> stable = new ArrayList<>();
      for (int pod = 0; pod < pods.size(); pod++) {
        boolean isNew = pod < CANARY_PODS;
        double mean =
            traffic.requests() * swing * (isNew ? share / CANARY_PODS : (1 - share) / STABLE_PODS);
        double rate = traffic.background() * swing * pods.get(pod) + (isNew ? excess : 0);
        (isNew ? canary : stable).add(tally("pod-" + pod, poisson(mean), Math.min(1, rate)));
      }
      return new Interval(Instant.ofEpochSecond(second), canary, stable);
    }

    private Tally tally(String name, int total, double mean) {
      double rate = mean;
      if (traffic.clustering() > 0 && mean > 0 && mean < 1) {
        double size = 1 / traffic.clustering() - 1;
        double first = gamma(mean * size);
        double second = gamma((1 - mean) * size);
        rate = first / (first + second);
      }
      int bad = 0;
      for (int answer = 0; answer < total; answer++) {
        bad += random.nextDouble() < rate ? 1 : 0;
      }
      return new Tally(name, total, bad);
    }

    private int poisson(double mean) {
      double left = Math.exp(-mean);
      int count = -1;
      for (double product = 1; product > left; count++) {
        product *= random.nextDouble();
      }
      return Math.max(0, count);
    }

    /** Marsaglia and Tsang, 2000, with their boost for shapes below 1. */
    private double gamma(double shape) {
      if (shape < 1) {
        return gamma(shape + 1) * Math.pow(1 - random.nextDouble(), 1 / shape);
      }
      double d = shape - 1.0 / 3;
      double c = 1 / Math.sqrt(9 * d);
      while (true) {
        double x = random.nextGaussian();
        double v = Math.pow(1 + c * x, 3);
        double u = 1 - random.nextDouble();
        if (v > 0 && Math.log(u) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
          return d * v;
        }
      }
    }
  }
}
