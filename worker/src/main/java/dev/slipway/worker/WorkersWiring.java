package dev.slipway.worker;

import dev.slipway.ledger.write.PostgresLedger;
import dev.slipway.people.Notices;
import io.temporal.client.WorkflowClient;
import java.util.ArrayList;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Brings the workers of this process to life. */
@Configuration(proxyBeanMethods = false)
class WorkersWiring {
  @Bean
  Workers workers(
      SlipwayProperties properties,
      WorkflowClient client,
      ObjectProvider<PostgresLedger> ledger,
      Notices notices) {
    var people = new ArrayList<Object>();
    ledger.ifAvailable(people::add);
    people.add(notices);
    return new Workers(properties, client, people);
  }
}
