package dev.slipway.lab.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AddressesTest {
  private final Addresses addresses = new Addresses();

  @Test
  void givesEachPodAnAddressOfItsOwn() {
    Set<String> given = new HashSet<>();
    for (int pod = 0; pod < 1000; pod++) {
      given.add(addresses.take(""));
    }
    assertThat(given)
        .hasSize(1000)
        .noneMatch(address -> address.endsWith(".0") || address.endsWith(".255"));
  }

  @Test
  void keepsThePlatformsOwnRangeFree() {
    Set<String> given = new HashSet<>();
    for (int pod = 0; pod < 64_000; pod++) {
      given.add(addresses.take(""));
    }
    assertThat(given).noneMatch(address -> address.startsWith("10.244.255."));
  }

  @Test
  void givesAPodItsOldAddressBackUnlessItIsTaken() {
    assertThat(addresses.take("10.244.7.7")).isEqualTo("10.244.7.7");
    assertThat(addresses.take("10.244.7.7")).isNotEqualTo("10.244.7.7");
  }

  @Test
  void doesNotUseAnAddressAgainAtOnce() {
    String first = addresses.take("");
    addresses.giveBack(first);
    assertThat(addresses.take("")).isNotEqualTo(first);
  }
}
