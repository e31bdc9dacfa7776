package io.jstartup.cli.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class JournalTest {
  private static final String OF_SYSTEM = "jstartup-www@web-0.service";
  private static final String OF_USER = "user@1000.service/jstartup-www@web-0.service";

  @Test
  void theServicesOfEachManagerAreAskedForByItsOwnField() {
    assertEquals(
        List.of(
            "_TRANSPORT=stdout",
            "_SYSTEMD_UNIT=jstartup-www@web-0.service",
            "+",
            "_TRANSPORT=stdout",
            "_UID=1000",
            "_SYSTEMD_USER_UNIT=jstartup-www@web-0.service"),
        Journal.matches(List.of(OF_SYSTEM, OF_USER)));
  }

  @Test
  void whoMayReadEverythingIsNotSentToHisOwnManager() {
    assertEquals("sudo journalctl -u jstartup-www@web-0.service", Journal.command(OF_SYSTEM));
    assertEquals(
        "sudo journalctl _UID=1000 _SYSTEMD_USER_UNIT=jstartup-www@web-0.service",
        Journal.command(OF_USER));
  }

  @Test
  void anEntryIsTheOneServicesThatWroteIt() {
    String name = "jstartup-www@web-0.service";
    assertEquals(OF_SYSTEM, Journal.unit(Map.of("_SYSTEMD_UNIT", name, "_UID", "1000")));
    assertEquals(
        OF_USER,
        Journal.unit(
            Map.of(
                "_SYSTEMD_UNIT", "user@1000.service", "_SYSTEMD_USER_UNIT", name, "_UID", "1000")));
  }
}
