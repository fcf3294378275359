package dev.slipway.api;

import dev.slipway.api.token.FirstToken;
import dev.slipway.ledger.Database;
import dev.slipway.ledger.LedgerSettings;
import dev.slipway.ledger.Login;
import dev.slipway.ledger.Migrations;
import dev.slipway.ledger.document.Documents;
import dev.slipway.ledger.door.IdempotencyKeys;
import dev.slipway.ledger.proof.Proofs;
import dev.slipway.ledger.read.LedgerExport;
import dev.slipway.ledger.read.LedgerVerifier;
import dev.slipway.ledger.read.Locks;
import dev.slipway.ledger.read.Recollection;
import dev.slipway.ledger.read.Runs;
import dev.slipway.ledger.read.Timeline;
import dev.slipway.ledger.token.Tokens;
import dev.slipway.ledger.write.Facts;
import dev.slipway.ledger.write.KnownBads;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Builds everything that reads or writes Slipway's own database. */
@Configuration(proxyBeanMethods = false)
class LedgerWiring {
  /** A plan takes a minute; an attempt that is older has died. */
  private static final Duration LONGEST_REQUEST = Duration.ofSeconds(90);

  @Bean
  LedgerSettings ledgerSettings(SlipwayApiProperties properties) {
    SlipwayApiProperties.Ledger ledger = properties.ledger();
    return new LedgerSettings(
        ledger.url(),
        new Login(
            ledger.user(), SecretSetting.resolve("slipway.ledger.password", ledger.password())),
        owner(ledger),
        ledger.connections(),
        null,
        null);
  }

  private static @Nullable Login owner(SlipwayApiProperties.Ledger ledger) {
    return ledger.owner() == null
        ? null
        : new Login(
            ledger.owner(),
            SecretSetting.resolve("slipway.ledger.owner-password", ledger.ownerPassword()));
  }

  @Bean
  Database database(LedgerSettings settings) {
    Migrations.run(settings);
    return Database.open(settings);
  }

  @Bean
  Facts facts(Database database, LedgerSettings settings) {
    return new Facts(database, Objects.requireNonNull(settings.checkpointEvery()));
  }

  @Bean
  Runs runs(Database database) {
    return new Runs(database);
  }

  @Bean
  Locks locks(Database database) {
    return new Locks(database);
  }

  @Bean
  Timeline timeline(Database database) {
    return new Timeline(database);
  }

  @Bean
  Recollection recollection(Database database) {
    return new Recollection(database);
  }

  @Bean
  KnownBads knownBads(Facts facts, Recollection recollection, Clock clock) {
    return new KnownBads(facts, recollection, clock);
  }

  @Bean
  Proofs proofs(Database database) {
    return new Proofs(database);
  }

  @Bean
  Documents documents(Database database) {
    return new Documents(database);
  }

  @Bean
  IdempotencyKeys idempotencyKeys(Database database) {
    return new IdempotencyKeys(database, LONGEST_REQUEST);
  }

  @Bean
  Tokens tokens(Database database, Clock clock) {
    return new Tokens(database, clock);
  }

  /** Before the port opens, so that whoever waits for the API finds the file. */
  @Bean
  FirstToken firstToken(Database database, Tokens tokens, SlipwayApiProperties properties)
      throws IOException {
    var first = new FirstToken(database, tokens);
    if (properties.bootstrapTokenFile() != null) {
      first.writeTo(properties.bootstrapTokenFile());
    }
    return first;
  }

  @Bean
  LedgerExport ledgerExport(Database database) {
    return new LedgerExport(database);
  }

  @Bean
  LedgerVerifier ledgerVerifier(Database database) {
    return new LedgerVerifier(database);
  }
}
