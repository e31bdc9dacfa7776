package io.jstartup.generator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.InitSystems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No hook takes the place of another one's. */
final class OwnershipTest {
  @TempDir Path folder;

  /** What it says, with nothing changed. */
  private static Problem refusal(Scratch machine, BootHook hook) throws IOException {
    Map<String, String> before = machine.listing();
    ProblemsException e =
        assertThrows(ProblemsException.class, () -> machine.hooks.install(machine.rendered(hook)));
    assertEquals(before, machine.listing());
    assertEquals(1, e.problems().size(), e.getMessage());
    return e.problems().get(0);
  }

  @Test
  void anotherUsersHookOfTheSameNameStays() throws IOException {
    Scratch machine = new Scratch(folder);
    machine.hooks.install(machine.rendered(machine.hook.withServiceName("web")));
    Problem said = refusal(machine, machine.ofUser("bob", "/home/bob", "web"));
    assertTrue(said.why().contains("'/home/www/.jstartup' of user 'www'"), said.toString());
    assertTrue(said.remedy().contains("jstartup unstartup --service-name web"), said.toString());
    assertEquals(List.of("web"), machine.hooks.servicesFor(machine.hook, text -> {}));
  }

  @Test
  void anotherHomesHookOfTheSameNameStays() throws IOException {
    Scratch machine = new Scratch(folder);
    machine.hooks.install(machine.rendered());
    Problem said = refusal(machine, machine.ofHome("/home/www-2", "jstartup-www"));
    assertTrue(said.why().contains("'/home/www/.jstartup' of user 'www'"), said.toString());
  }

  @Test
  void anotherInitSystemsHookIsToBeRemovedFirst() throws IOException {
    Scratch machine = new Scratch(folder);
    Files.createDirectories(machine.at(Path.of("/etc/cron.d")));
    machine.hooks.install(machine.hooks.render(InitSystems.named("cron"), machine.hook));
    Problem said = refusal(machine, machine.hook);
    assertTrue(said.why().contains("installed for cron"), said.toString());
    assertTrue(said.remedy().endsWith("unstartup --service-name jstartup-www"), said.toString());
    machine.hooks.remove("jstartup-www", false);
    assertTrue(machine.hooks.install(machine.rendered()).changed());
  }

  @Test
  void aHomeHasOneHook() throws IOException {
    Scratch machine = new Scratch(folder);
    machine.hooks.install(machine.rendered(machine.hook.withServiceName("one")));
    Problem said = refusal(machine, machine.hook.withServiceName("two"));
    assertTrue(said.why().contains("'one' is for home '/home/www/.jstartup'"), said.toString());
    assertTrue(said.remedy().endsWith("jstartup unstartup --service-name one"), said.toString());
    BootHook asIs = machine.hooks.underItsName(machine.hook);
    assertTrue(machine.hooks.install(machine.rendered(asIs.withWaitIp(true))).changed());
    machine.hooks.install(machine.rendered(machine.hook.withServiceName("jstartup-www@apps")));
  }

  @Test
  void aHookKeepsTheNameThatItHas() throws IOException {
    Scratch machine = new Scratch(folder);
    BootHook second = machine.ofHome("/home/www-2", "jstartup-www-12345678");
    assertEquals(second, machine.hooks.underItsName(second));
    machine.hooks.install(machine.rendered(second.withServiceName("jstartup-www")));
    machine.hooks.install(machine.rendered(machine.hook.withServiceName("jstartup-www@apps")));
    assertEquals("jstartup-www", machine.hooks.underItsName(second).serviceName());
    BootHook first = machine.hook.withServiceName("jstartup-first");
    assertEquals("jstartup-first", machine.hooks.underItsName(first).serviceName());
  }

  @Test
  void whoNamesAUserRemovesNoHookOfAnotherOne() throws IOException {
    Scratch machine = new Scratch(folder);
    machine.hooks.install(machine.rendered(machine.hook.withServiceName("web")));
    BootHook bobs = machine.ofUser("bob", "/home/bob", "web");
    BootHook second = machine.ofHome("/home/www-2", "web");
    for (boolean home : new boolean[] {true, false}) {
      Problem said =
          assertThrows(ProblemsException.class, () -> machine.hooks.requireOf("web", bobs, home))
              .problems()
              .get(0);
      assertTrue(said.what().contains("'web' of user 'bob'"), said.toString());
      assertTrue(said.why().contains("'/home/www/.jstartup' of user 'www'"), said.toString());
      assertTrue(said.remedy().endsWith("unstartup --service-name web"), said.toString());
    }
    assertThrows(ProblemsException.class, () -> machine.hooks.requireOf("web", second, true));
    machine.hooks.requireOf("web", second, false);
    machine.hooks.requireOf("web", machine.hook, true);
    machine.hooks.requireOf("none", bobs, true);
  }

  @Test
  void appsThatAreServicesAreTheirHomesAlone() throws IOException {
    Scratch machine = new Scratch(folder);
    machine.hooks.install(machine.rendered(machine.hook.withServiceName("jstartup-www@apps")));
    BootHook second = machine.ofHome("/home/www-2", "jstartup-www");
    BootHook bobs = machine.ofUser("bob", "/home/www", "jstartup-bob");
    assertEquals(
        "jstartup-www@apps",
        machine.hooks.appsOf(machine.hook, "jstartup-newer").orElseThrow().serviceName());
    assertEquals(Optional.empty(), machine.hooks.appsOf(second, "jstartup-www-12345678"));
    for (var ask : Map.of(second, "jstartup-www", bobs, "jstartup-bob").entrySet()) {
      Problem said =
          assertThrows(
                  ProblemsException.class, () -> machine.hooks.appsOf(ask.getKey(), ask.getValue()))
              .problems()
              .get(0);
      assertTrue(said.why().contains("'/home/www/.jstartup' of user 'www'"), said.toString());
      assertTrue(said.remedy().endsWith("native remove -u www --hp /home/www"), said.toString());
    }
  }
}
