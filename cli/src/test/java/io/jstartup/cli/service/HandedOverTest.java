package io.jstartup.cli.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.model.ProblemsException;
import io.jstartup.model.ServiceMark;
import io.jstartup.platforms.service.AppService;
import io.jstartup.supervisor.control.ProcessRow;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class HandedOverTest {
  @Test
  void everyInstanceGetsItsOwnServiceAndWhatRanIsRemembered() {
    HandedOver what =
        HandedOver.of(
            List.of(
                planned("w0.service", "web", 0, true),
                planned("w1.service", "web", 1, true),
                planned("d.service", "down", 0, false)),
            List.of(
                row(4, "web", 0, "online"),
                row(5, "web", 1, "stopped"),
                row(6, "down", 0, "stopped"),
                row(7, "other", 0, "online")),
            name -> name);
    assertEquals(Map.of(4, "w0.service", 5, "w1.service", 6, "d.service"), what.services());
    assertEquals(List.of("4"), what.running());
  }

  @Test
  void aServiceOfAUsersManagerIsMarkedAsThat() {
    HandedOver what =
        HandedOver.of(
            List.of(planned("w.service", "web", 0, true)),
            List.of(row(4, "web", 0, "online")),
            name -> ServiceMark.ofUser(1000, name).text());
    assertEquals(Map.of(4, "user@1000.service/w.service"), what.services());
  }

  @Test
  void elsewhereThanOnSystemdWhatIsDownStays() {
    HandedOver what =
        HandedOver.of(
            List.of(planned("d", "down", 0, false)),
            List.of(row(6, "down", 0, "stopped")),
            name -> name);
    assertEquals(Map.of(), what.services());
  }

  @Test
  void whatWasDeletedMeanwhileIsNotStartedAsAService() {
    List<AppService> planned =
        List.of(planned("w0.service", "web", 0, true), planned("w1.service", "web", 1, true));
    List<ProcessRow> rows = List.of(row(4, "web", 0, "online"));
    ProblemsException e =
        assertThrows(ProblemsException.class, () -> HandedOver.of(planned, rows, name -> name));
    assertTrue(e.getMessage().contains("'web' 1"), e.getMessage());
  }

  private static AppService planned(String service, String app, int number, boolean starts) {
    return new AppService(service, app, number, starts, List.of());
  }

  private static ProcessRow row(int id, String name, int number, String status) {
    return new ProcessRow(id, name, "default", "fork", number, 0, 0, 0, status, 0, 0, "www", "");
  }
}
