package io.jstartup.cli.service;

import static io.jstartup.cli.service.NativeApps.instances;
import static io.jstartup.cli.service.NativeApps.wish;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.model.SavedInstance;
import io.jstartup.platforms.InitSystems;
import io.jstartup.platforms.service.Fidelity;
import io.jstartup.platforms.service.MappedField;
import io.jstartup.platforms.service.ServicePlan;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an init system's own shutdown leaves of an app's stop is no exact mapping, and the install says it. */
final class NativeShutdownTest extends NativePlans {
  private static final String ALL = "kill_signal kill_timeout treekill";

  private static List<SavedInstance> stopsIn(int seconds) throws IOException {
    String fields = "{\"kill_signal\": \"SIGTERM\", \"kill_timeout\": %d}";
    return instances("slow", fields.formatted(seconds * 1000));
  }

  /** Those of the stop settings that are not exact. */
  private static String inexact(ServicePlan plan) {
    return plan.services().get(0).fields().stream()
        .filter(field -> List.of(ALL.split(" ")).contains(field.field()))
        .filter(field -> field.fidelity() != Fidelity.EXACT)
        .map(MappedField::field)
        .collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @CsvSource({
    "cron, 1, " + ALL,
    "busybox, 1, ''",
    "finit, 1, ''",
    "finit, 90, kill_timeout",
    "openrc, 90, ''",
    "systemv, 90, ''"
  })
  void aStopThatAShutdownCutsShortIsApproximated(String init, int seconds, String inexact)
      throws IOException {
    ServicePlan plan = scripts(init, stopsIn(seconds));
    assertEquals(inexact, inexact(plan));
    if (!inexact.isEmpty()) {
      assertTrue(ServiceReport.text(plan).contains("at a shutdown"), ServiceReport.text(plan));
      assertTrue(String.join("\n", plan.hook().notes()).contains("shutdown"));
    }
  }

  @Test
  void withoutRcKBusyboxEndsEverythingInASecond() throws IOException {
    NativeMachines.facts(machine);
    Files.delete(machine.resolve("etc/init.d/rcK"));
    ServicePlan plan =
        InitSystems.named("busybox")
            .services()
            .plan(wish(stopsIn(1)), NativeMachines.facts(machine, List.of()), 0);
    assertEquals(ALL, inexact(plan));
    assertTrue(ServiceReport.text(plan).contains("no /etc/init.d/rcK"));
  }

  @ParameterizedTest
  @CsvSource({
    "20, false, kill_signal",
    "600, false, kill_signal kill_timeout",
    "600, true, kill_timeout"
  })
  void aUsersManagerHasItsOwnTimeToEndAtAShutdown(int seconds, boolean runner, String inexact)
      throws IOException {
    String fields = "{\"kill_timeout\": %d, \"watch\": %b}".formatted(seconds * 1000, runner);
    ServicePlan plan = ofUser(instances("slow", fields), 252);
    assertEquals(runner, !plan.services().get(0).runner().isEmpty());
    assertEquals(inexact, inexact(plan));
  }
}
