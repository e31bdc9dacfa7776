package io.jstartup.dump;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jstartup.model.DrainPolicy;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DrainFormTest {
  private static void refused(Object form, String why) {
    var refusal = assertThrows(IllegalArgumentException.class, () -> DrainForm.parse(form));
    assertEquals(why, refusal.getMessage());
  }

  private static void taken(Map<String, Object> form) {
    DrainPolicy drain = DrainForm.parse(form);
    assertEquals(drain, DrainForm.parse(DrainForm.write(drain)));
  }

  @Test
  void fillsInWhatIsNotSaid() {
    Optional<String> file = Optional.of("/run/a b");
    assertEquals(
        new DrainPolicy(file, Optional.empty(), Duration.ofSeconds(5), Duration.ofMillis(3)),
        DrainForm.parse(Map.of("file", "/run/a b", "delay", "3")));
    assertEquals(DrainPolicy.NONE, DrainForm.parse(false));
  }

  @Test
  void takesEveryKindAndWritesItBack() {
    taken(Map.of("file", "../é😀 \n$\"'\\${pm_id}"));
    taken(Map.of("http", "http://[::1]:${PORT}/a?b=%20c", "timeout", 1L));
    taken(Map.of("delay", 3_600_000L));
    taken(Map.of("file", "f", "http", "http://${HOST}/", "timeout", 3_600_000L, "delay", 1L));
  }

  @Test
  void saysWhatIsWrong() {
    refused("file", null);
    refused(true, null);
    refused(Map.of(), "it has none of file, http and delay");
    refused(Map.of("delay", 0L), "it has none of file, http and delay");
    refused(Map.of("wait", 1L), "it has an unknown 'wait'");
    refused(Map.of("delay", 3_600_001L), "'delay' must be a whole number from 0 to 3600000");
    refused(Map.of("delay", true), "'delay' must be a whole number from 0 to 3600000");
    refused(Map.of("delay", 1.5), "'delay' must be a whole number from 0 to 3600000");
    refused(
        Map.of("http", "http://h/", "timeout", 0L),
        "'timeout' must be a whole number from 1 to 3600000");
    refused(Map.of("file", ""), "'file' must be a text");
    refused(Map.of("file", 1L), "'file' must be a text");
    refused(Map.of("file", "\udcff"), "'file' must be a path in UTF-8");
    refused(Map.of("file", "a\0"), "it has a NUL character in it");
    refused(Map.of("http", "https://h/"), "'http' must be an address http://HOST[:PORT][/PATH]");
    refused(Map.of("http", "/drain"), "'http' must be an address http://HOST[:PORT][/PATH]");
  }
}
