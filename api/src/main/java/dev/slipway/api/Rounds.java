package dev.slipway.api;

import dev.slipway.api.engine.EnsuredAttributes;
import dev.slipway.api.problem.Refusal;
import dev.slipway.api.release.LostRuns;
import dev.slipway.ledger.door.IdempotencyKeys;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.IntervalTask;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;

/**
 * What every API process does by itself from time to time. Each duty is harmless when several
 * processes do it at once, and one that fails is tried again in the next round.
 */
@EnableScheduling
@Configuration(proxyBeanMethods = false)
class Rounds implements SchedulingConfigurer {
  private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

  /** How long the same key is sure to mean the same request. */
  private static final Duration KEYS_ARE_KEPT = Duration.ofDays(30);

  private final EnsuredAttributes attributes;
  private final LostRuns lost;
  private final IdempotencyKeys keys;
  private final Duration every;

  Rounds(
      EnsuredAttributes attributes,
      LostRuns lost,
      IdempotencyKeys keys,
      SlipwayApiProperties properties) {
    this.attributes = attributes;
    this.lost = lost;
    this.keys = keys;
    this.every = properties.rounds();
  }

  @Override
  public void configureTasks(ScheduledTaskRegistrar registrar) {
    registrar.addFixedDelayTask(task("search attributes", attributes::ensure));
    registrar.addFixedDelayTask(task("lost runs", () -> lost.look(every)));
    registrar.addFixedDelayTask(task("old keys", () -> keys.forget(KEYS_ARE_KEPT)));
  }

  private IntervalTask task(String duty, Runnable work) {
    return new IntervalTask(() -> carefully(duty, work), every, Duration.ZERO);
  }

  private static void carefully(String duty, Runnable work) {
    try {
      work.run();
    } catch (Refusal unavailable) {
      LOG.info("{}: {}; again in the next round", duty, unavailable.detail());
    } catch (RuntimeException failed) {
      LOG.warn("{} failed; again in the next round", duty, failed);
    }
  }
}
