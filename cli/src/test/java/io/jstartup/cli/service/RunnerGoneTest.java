package io.jstartup.cli.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.generator.run.SystemCommands;
import io.jstartup.platforms.Command;
import io.jstartup.platforms.CommandOutput;
import io.jstartup.platforms.InitSystem;
import io.jstartup.platforms.InitSystems;
import io.jstartup.platforms.service.ServicePlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How a removal makes sure that no runner goes on, with the tools of this machine. */
final class RunnerGoneTest {
  @TempDir Path machine;

  static List<InitSystem> targets() {
    return InitSystems.all().stream().filter(init -> !init.id().equals("systemd")).toList();
  }

  private ServicePlan plan(InitSystem init) throws IOException {
    return init.services().plan(MappingDocTest.wish(init), NativeMachines.facts(machine), 0);
  }

  private static boolean asks(Command command) {
    return command.argv().stream().anyMatch(word -> word.startsWith("exec --settle --home "));
  }

  /** What a removal that fails there has left is enough for the next. */
  @ParameterizedTest
  @MethodSource("targets")
  void eachIsAskedForOnceItIsStopped(InitSystem init) throws IOException {
    ServicePlan plan = plan(init);
    List<Command> disable = plan.hook().disable();
    for (String service : plan.began().keySet()) {
      int asked = index(disable, service, true);
      assertTrue(asked > disable.lastIndexOf(plan.hook().stop()), service);
      assertTrue(disable.subList(asked, disable.size()).stream().noneMatch(Command::together));
    }
    assertEquals(plan.began().size(), disable.stream().filter(RunnerGoneTest::asks).count());
    assertFalse(plan.began().isEmpty());
  }

  private static int index(List<Command> disable, String service, boolean asks) {
    return IntStream.range(0, disable.size())
        .filter(i -> asks(disable.get(i)) == asks)
        .filter(i -> disable.get(i).argv().contains(service))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void oneThatStillRunsIsNamedAndNoOtherIs() throws Exception {
    ServicePlan plan = plan(InitSystems.named("finit"));
    List<String> services = List.copyOf(plan.began().keySet());
    String name = services.get(0);
    String home = plan.began().get(name).getParent().toString();
    Process runner =
        new ProcessBuilder(
                "/bin/sh", "-c", "read line; :", "x", "exec", "--settle", "--home", home, "-")
            .start();
    CommandOutput said = ask(plan, name, "0");
    assertEquals(1, said.exitCode(), said.toString());
    String named = "service '" + name + "' still runs: process " + runner.pid() + ", ";
    assertTrue(said.error().startsWith(named), said.toString());
    assertTrue(ask(plan, services.get(1), "0").succeeded());
    CompletableFuture<CommandOutput> waiting =
        CompletableFuture.supplyAsync(() -> ask(plan, name, "600"));
    runner.getOutputStream().close();
    assertTrue(waiting.get(60, TimeUnit.SECONDS).succeeded());
    assertFalse(runner.isAlive());
  }

  /** Whether it has gone within these seconds. */
  private static CommandOutput ask(ServicePlan plan, String service, String seconds) {
    List<Command> disable = plan.hook().disable();
    Command asks = disable.get(index(disable, service, true));
    List<String> argv = new ArrayList<>(asks.argv());
    assertTrue(Integer.parseInt(argv.set(argv.size() - 1, seconds)) > 10, asks.toString());
    return new SystemCommands().run(new Command(argv, asks.limit(), false, false));
  }
}
