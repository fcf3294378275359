package dev.slipway.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DB_PASSWORD=hunter2hunter2 started|hunter2",
        "\"api_key\": \"k-123456789\" loaded|k-123456789",
        "Authorization: Bearer abcdef0123456789|abcdef0123456789",
        "postgres://app:s3cr3tpw@db:5432/app|s3cr3tpw",
        "token eyJhbGciOi.eyJzdWIi.c2ln done|eyJhbGciOi",
        "secret-key = 9f8e7d6c|9f8e7d6c",
      })
  void takesSecretsOutOfText(String line, String secret) {
    assertThat(Redaction.of(line)).doesNotContain(secret).contains("[redacted]");
  }

  @Test
  void leavesOrdinaryLinesAlone() {
    String line = "2026-01-05 ERROR cannot reach db:5432, connection refused (attempt 3)";
    assertThat(Redaction.of(line)).isEqualTo(line);
  }

  @Test
  void redactsBeforeItCuts() {
    String text = "x".repeat(50) + " password=" + "y".repeat(60);
    assertThat(Redaction.tail(text, 40)).doesNotContain("yyyy").hasSizeLessThanOrEqualTo(40);
  }

  @Test
  void takesOutWholeKeysOverManyLines() {
    String text =
        "start\n-----BEGIN RSA PRIVATE KEY-----\nMIIabc\n-----END RSA PRIVATE KEY-----\nend";
    assertThat(Redaction.of(text)).isEqualTo("start\n[redacted]\nend");
  }
}
