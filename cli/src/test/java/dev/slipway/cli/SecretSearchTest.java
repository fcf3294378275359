package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The search finds what it is for; otherwise finding nothing would mean nothing. */
class SecretSearchTest {
  private static final String SECRET = "mk+password/0123456789";

  private static boolean finds(byte[] text) {
    var search = new SecretSearch(Map.of("password", SECRET));
    search.look("a log", text);
    return search.hits().contains("password in a log");
  }

  private static boolean finds(String text) {
    return finds(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void findsASecretAsItIs() {
    assertThat(finds("login of ann with " + SECRET + " failed")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "ab", "abc", "user:", "{\"password\":\""})
  void findsItInBase64WhateverStandsBeforeIt(String before) {
    byte[] text = (before + SECRET + "\"}").getBytes(StandardCharsets.UTF_8);
    assertThat(finds(Base64.getEncoder().encodeToString(text))).isTrue();
    assertThat(finds(Base64.getUrlEncoder().encodeToString(text))).isTrue();
    assertThat(finds(Base64.getMimeEncoder(1000, new byte[] {'\n'}).encodeToString(text))).isTrue();
  }

  @Test
  void findsItInAnAddressInHexAndBetweenBytesThatAreNoText() {
    assertThat(finds("?password=" + URLEncoder.encode(SECRET, StandardCharsets.UTF_8))).isTrue();
    assertThat(finds(HexFormat.of().formatHex(SECRET.getBytes(StandardCharsets.UTF_8)))).isTrue();
    byte[] bytes = ("\0\u0001" + SECRET + "\0").getBytes(StandardCharsets.ISO_8859_1);
    bytes[0] = (byte) 0xff;
    assertThat(finds(bytes)).isTrue();
  }

  @Test
  void findsNothingWhereThereIsOnlyAPartOfItOrAnotherOne() {
    assertThat(finds(SECRET.substring(0, SECRET.length() - 1))).isFalse();
    assertThat(finds("mk+password/9876543210")).isFalse();
  }
}
