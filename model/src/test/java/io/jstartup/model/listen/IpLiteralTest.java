package io.jstartup.model.listen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IpLiteralTest {
  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "255.255.255.255", "::", "::1", "fe80::1", "::ffff:1.2.3.4"})
  void readsAddresses(String text) {
    assertTrue(IpLiteral.parse(text).isPresent());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "999.1.1.1",
        "1.2.3",
        "1.2.3.4.5",
        "01.2.3.4",
        "localhost",
        "example.com",
        "a",
        ":",
        "a.b:c",
        ".1:2",
        "::g",
        "1::2::3",
        "fe80::1%no-such-interface",
        "face",
        "[::1]",
        "::1%"
      })
  void looksNothingUp(String text) {
    assertTimeout(
        Duration.ofMillis(500), () -> assertEquals(true, IpLiteral.parse(text).isEmpty(), text));
  }
}
