package dev.slipway.practice.app;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The counters and the latency histogram of one running application, in the names that most web
 * frameworks export. Thread-safe: a server answers many requests at a time.
 */
public final class AppMetrics {
  /** Upper bounds of the histogram's buckets in seconds, without the infinite one. */
  public static final List<Double> BUCKETS =
      List.of(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0);

  private final Map<Integer, Long> requestsByCode = new TreeMap<>();
  private final long[] observed = new long[BUCKETS.size() + 1];
  private double seconds;

  synchronized void count(int code, double tookSeconds, long times) {
    requestsByCode.merge(code, times, Long::sum);
    int bucket = 0;
    while (bucket < BUCKETS.size() && tookSeconds > BUCKETS.get(bucket)) {
      bucket++;
    }
    observed[bucket] += times;
    seconds += tookSeconds * times;
  }

  /** Requests answered so far, by status code. */
  public synchronized Map<Integer, Long> requestsByCode() {
    return new TreeMap<>(requestsByCode);
  }

  /** Cumulative counts for {@link #BUCKETS}, and last the count of all requests. */
  public synchronized long[] cumulative() {
    long[] sums = Arrays.copyOf(observed, observed.length);
    Arrays.parallelPrefix(sums, Long::sum);
    return sums;
  }

  /** Time spent on all requests so far. */
  public synchronized double seconds() {
    return seconds;
  }

  /** The Prometheus text format. */
  synchronized String render(String version) {
    StringBuilder out = new StringBuilder(1024);
    out.append("# HELP app_info Constant 1, labelled with the version.\n# TYPE app_info gauge\n");
    out.append("app_info{version=\"").append(version).append("\"} 1\n");
    out.append("# HELP http_requests_total Requests answered, by status code.\n");
    out.append("# TYPE http_requests_total counter\n");
    requestsByCode.forEach(
        (code, n) ->
            out.append(
                "http_requests_total{code=\"%d\",status=\"%d\"} %d\n".formatted(code, code, n)));
    out.append("# HELP http_request_duration_seconds Time to answer.\n");
    out.append("# TYPE http_request_duration_seconds histogram\n");
    long[] sums = cumulative();
    String name = "http_request_duration_seconds";
    for (int i = 0; i < BUCKETS.size(); i++) {
      String bound = Double.toString(BUCKETS.get(i)).replaceAll("\\.0$", "");
      out.append(String.format(Locale.ROOT, "%s_bucket{le=\"%s\"} %d\n", name, bound, sums[i]));
    }
    long all = sums[BUCKETS.size()];
    out.append(String.format(Locale.ROOT, "%s_bucket{le=\"+Inf\"} %d\n", name, all));
    out.append(String.format(Locale.ROOT, "%s_sum %s\n%s_count %d\n", name, seconds, name, all));
    return out.toString();
  }
}
