package dev.slipway.notice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          id A123456789 seen              | id [REDACTED_ID] seen
          call 0912345678 now             | call [REDACTED_PHONE] now
          call 0912-345-678 now           | call [REDACTED_PHONE] now
          call +886 912 345 678 now       | call [REDACTED_PHONE] now
          DB_PASSWORD=s3cr3t-value x      | DB_PASSWORD=[REDACTED] x
          {"access_token":"abcdef"}       | {"access_token":"[REDACTED]"}
          redis://:pa55word@cache:6379/0  | redis://[REDACTED]@cache:6379/0
          postgres://app:pw@db/shop       | postgres://[REDACTED]@db/shop
          Authorization: Bearer abc123def456 | Authorization: Bearer [REDACTED_TOKEN]
          https://h/?sig=abc%2Fdef&x=1    | https://h/?sig=[REDACTED]&x=1
          AKIAABCDEFGHIJKLMNOP            | [REDACTED_TOKEN]
          """)
  void masks(String text, String masked) {
    assertThat(Redaction.mask(text)).isEqualTo(masked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "api@sha256:0912345678a1234567890912345678a1234567890912345678a1234567890912",
        "rel-20260101-1 ended at 2026-01-01T09:12:34+08:00",
        "pull secret shop/pull is missing",
        "registry 127.0.0.1:5000 wants basic authentication",
        "120 of 120 requests, p99 0.912345678 s"
      })
  void leavesWhatPeopleNeed(String text) {
    assertThat(Redaction.mask(text)).isEqualTo(text);
  }

  @Test
  void masksAKeyOverManyLines() {
    String key = "-----BEGIN RSA PRIVATE KEY-----\nMIIE\nabc\n-----END RSA PRIVATE KEY-----";
    assertThat(Redaction.mask("a\n" + key + "\nb")).isEqualTo("a\n[REDACTED_KEY]\nb");
  }

  @Test
  void masksAWebToken() {
    assertThat(Redaction.mask("got eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abcDEF_123"))
        .isEqualTo("got [REDACTED_TOKEN]");
  }
}
