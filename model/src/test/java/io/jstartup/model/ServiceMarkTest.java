package io.jstartup.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ServiceMarkTest {
  @Test
  void aUsersServiceSaysWhoseManagerHasIt() {
    ServiceMark mark = ServiceMark.ofUser(-2, "jstartup-www@web-0.service");
    assertEquals("user@4294967294.service/jstartup-www@web-0.service", mark.text());
    assertEquals(mark, ServiceMark.parse(mark.text()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "jstartup-www@web-0.service",
        "user@1000.service",
        "user@.service/a",
        "user@99999999999.service/a",
        "user@4294967295.service/a",
        "user@4294967296.service/a",
        "user@01000.service/a",
        "user@00.service/a",
        "user@+1.service/a",
        "user@\u0661.service/a",
        "x/user@1000.service/a"
      })
  void anyOtherTextIsTheNameOfOneOfTheSystems(String text) {
    assertEquals(new ServiceMark(text, Optional.empty()), ServiceMark.parse(text));
    assertEquals(text, ServiceMark.parse(text).text());
  }
}
