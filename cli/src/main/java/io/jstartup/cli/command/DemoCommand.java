package io.jstartup.cli.command;

import io.jstartup.cli.demo.Demo;
import io.jstartup.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code demo}. */
@Command(
    name = "demo",
    header = "Show in a few seconds what jstartup does, in a scratch home that is removed again.",
    description =
        "Needs neither root nor an init system. Exits with 1 when something does not work here.",
    footer = {"", "Example:", "  jstartup demo"})
final class DemoCommand implements Callable<Integer> {
  private final Session session;

  DemoCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws Exception {
    return Demo.run(session.console());
  }
}
