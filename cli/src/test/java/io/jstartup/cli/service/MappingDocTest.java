package io.jstartup.cli.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jstartup.model.SavedInstance;
import io.jstartup.model.exec.Execution;
import io.jstartup.platforms.InitSystem;
import io.jstartup.platforms.InitSystems;
import io.jstartup.platforms.service.AppService;
import io.jstartup.platforms.service.MappedField;
import io.jstartup.platforms.service.ServicePlan;
import io.jstartup.platforms.service.ServiceWish;
import io.jstartup.platforms.shell.Keeper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code docs/mapping.md} is what the code says about the apps that the golden files have. {@code -Djstartup.golden.update=true} writes it
 * anew.
 */
final class MappingDocTest {
  private static final Path DOC = Path.of("../docs/mapping.md");
  private static final int SYSTEMD = 254;

  private static final String HEAD =
      """
      # What native mode keeps of each setting

      Made of the code that maps, by a test; don't edit it. [native.md](native.md) says how to use it; `jstartup native render --init NAME --to DIR
      --report` says the same of your own apps.

      *exact*: it means the same. *approximated*: nearly, and how. *lost*: it goes without, and why. **The runner** is `jstartup exec`: the
      supervisor's own code for one app, at the price of a JVM for each (about 50 MiB, 32 of them its own, and half a second before the app starts).
      """;

  @TempDir Path machine;

  @Test
  void isUpToDate() throws IOException {
    StringBuilder text = new StringBuilder(HEAD);
    for (InitSystem init : targets()) {
      text.append("\n## ").append(init.displayName()).append('\n');
      ServicePlan plan = init.services().plan(wish(init), NativeMachines.facts(machine), SYSTEMD);
      table(text, plan, "", service -> service.runner().isEmpty());
      String needs = needs(plan);
      String where = needs.isEmpty() ? "every app" : "apps with " + needs;
      table(text, plan, "The runner runs " + where + ".", service -> !service.runner().isEmpty());
    }
    if (Boolean.getBoolean("jstartup.golden.update")) {
      Files.writeString(DOC, text);
    }
    assertEquals(Files.readString(DOC), text.toString());
  }

  /** All that have services, one that is a user's own among them. */
  static List<InitSystem> targets() {
    List<InitSystem> all = new ArrayList<>(InitSystems.all());
    all.add(1, InitSystems.ofPlan("systemd-user"));
    assertEquals("systemd", all.get(0).id());
    return all;
  }

  static ServiceWish wish(InitSystem init) throws IOException {
    return init.id().equals("systemd-user")
        ? NativeApps.wishOfUser(apps())
        : NativeApps.wish(apps().stream().map(saved -> able(init, saved)).toList());
  }

  /** Other users' apps are refused where that can't be. */
  private static SavedInstance able(InitSystem init, SavedInstance saved) {
    Execution asked = saved.app().execution();
    Execution own =
        new Execution(
            Optional.empty(), asked.umask(), asked.nice(), asked.limits(), asked.environment());
    return Keeper.onLinux(init.id()) ? saved : saved.withApp(saved.app().withExecution(own));
  }

  private static List<SavedInstance> apps() throws IOException {
    return Stream.concat(
            NativeApps.instances("usual").stream(), NativeApps.instances("everything").stream())
        .toList();
  }

  private static String needs(ServicePlan plan) {
    return plan.services().stream()
        .map(AppService::runner)
        .filter(runner -> runner.contains("; for "))
        .flatMap(runner -> Stream.of(runner.split("; for ")[1].split("; ")))
        .distinct()
        .sorted()
        .collect(Collectors.joining("; "));
  }

  private static void table(
      StringBuilder text, ServicePlan plan, String title, Predicate<AppService> which) {
    Set<MappedField> rows = new LinkedHashSet<>();
    plan.services().stream()
        .filter(AppService::starts)
        .filter(which)
        .forEach(service -> rows.addAll(service.fields()));
    if (rows.isEmpty()) {
      return;
    }
    text.append('\n').append(title).append(title.isEmpty() ? "" : "\n\n");
    text.append("| setting | is | how, or why not |\n|---|---|---|\n");
    for (MappedField row : rows) {
      text.append("| ").append(row.field()).append(" | ").append(row.fidelity().word());
      text.append(" | ").append(row.note()).append(" |\n");
    }
  }
}
