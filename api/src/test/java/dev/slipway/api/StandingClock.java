package dev.slipway.api;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;

/** For an API process whose clock stands, at the time that its arguments say. */
class StandingClock {
  static final String NOW = "test.now";

  @Bean
  @Primary
  Clock clockOfTheTest(Environment settings) {
    return Clock.fixed(Instant.parse(settings.getRequiredProperty(NOW)), ZoneOffset.UTC);
  }
}
