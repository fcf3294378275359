package dev.slipway.worker;

import dev.slipway.contract.Secrets;
import dev.slipway.ledger.Database;
import dev.slipway.ledger.LedgerSettings;
import dev.slipway.ledger.Login;
import dev.slipway.ledger.Migrations;
import dev.slipway.ledger.write.PostgresLedger;
import dev.slipway.people.NoticeSettings;
import dev.slipway.people.Notices;
import dev.slipway.people.secret.FileAndEnvSecrets;
import dev.slipway.people.secret.SecretSources;
import java.time.Clock;
import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Secrets of this machine, the ledger and notices. */
@Configuration(proxyBeanMethods = false)
class PeopleWiring {

  @Bean
  Secrets secrets(SlipwayProperties properties) {
    var own = properties.people().secrets();
    return new FileAndEnvSecrets(
        new SecretSources(own.folders(), own.variablePrefix()), System.getenv(), Map.of());
  }

  @Bean
  @ConditionalOnProperty("slipway.ledger.url")
  LedgerSettings ledgerSettings(SlipwayProperties properties) {
    LedgerProperties ledger = java.util.Objects.requireNonNull(properties.ledger());
    var owner =
        ledger.owner() == null
            ? null
            : new Login(
                ledger.owner(),
                SettingSecret.read("slipway.ledger.owner-password", ledger.ownerPassword()));
    return new LedgerSettings(
        ledger.url(),
        new Login(ledger.user(), SettingSecret.read("slipway.ledger.password", ledger.password())),
        owner,
        ledger.connections(),
        null,
        null);
  }

  @Bean(destroyMethod = "close")
  @ConditionalOnProperty("slipway.ledger.url")
  Database database(LedgerSettings settings) {
    Migrations.run(settings);
    return Database.open(settings);
  }

  @Bean
  @ConditionalOnProperty("slipway.ledger.url")
  PostgresLedger ledger(Database database, LedgerSettings settings) {
    return new PostgresLedger(database, settings, Clock.systemUTC());
  }

  @Bean
  Notices notices(SlipwayProperties properties, Secrets secrets) {
    PeopleProperties people = properties.people();
    return new Notices(
        new NoticeSettings(people.timeout(), people.plainHosts(), people.smtp()),
        secrets,
        Clock.systemUTC());
  }
}
