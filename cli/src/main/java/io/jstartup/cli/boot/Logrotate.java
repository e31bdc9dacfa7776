package io.jstartup.cli.boot;

import io.jstartup.cli.session.ExitCode;
import io.jstartup.cli.session.Results;
import io.jstartup.cli.session.Session;
import io.jstartup.generator.run.SystemCommands;
import io.jstartup.io.DurableFile;
import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.hook.BootHook;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** {@code logrotate}: as root it writes the file for logrotate(8), as anybody else it prints the one command that does. */
public final class Logrotate {
  private static final Path FOLDER = Path.of("/etc/logrotate.d");

  private final Session session;
  private final HookOptions options;
  private final boolean json;
  private final BootHook hook;

  public Logrotate(Session session, HookOptions options, boolean json) {
    this.session = session;
    this.options = options;
    this.json = json;
    this.hook = HookFacts.of(session.caller(), options, new SystemCommands()).hook();
  }

  /** Shows the file; changes nothing. */
  public int preview() {
    session.console().result(text());
    return ExitCode.OK;
  }

  /** Gives the exit code: {@link ExitCode#FAILED} too when it is left to do for root. */
  public int run() {
    Path file = FOLDER.resolve(hook.serviceName());
    return HookFacts.callerIsRoot() ? write(file) : advise();
  }

  private int advise() {
    String command = PrintedCommand.line("logrotate", "", hook, options, session.caller());
    if (json) {
      Problem problem = new Problem("nothing was written", "that takes root", "run: " + command);
      Results.object(
          session.console(), List.of(problem), Map.of("changed", false, "command", command));
    } else {
      session.console().say("To have logrotate rotate the logs, run:");
      session.console().result(command + "\n");
    }
    return ExitCode.FAILED;
  }

  private int write(Path file) {
    byte[] content = text().getBytes(StandardCharsets.UTF_8);
    try {
      boolean there = Files.exists(file, LinkOption.NOFOLLOW_LINKS);
      if (there && !options.force() && !LogrotateFile.isOurs(file)) {
        throw new ProblemsException(
            "cannot write '" + file + "'",
            "something else is there that 'jstartup logrotate' did not write",
            "look at it; --force replaces it");
      }
      DurableFile.system().replace(file, content, DurableFile.mode("rw-r--r--"));
    } catch (IOException e) {
      throw new ProblemsException(
          new Problem(
              "cannot write '" + file + "'",
              e.toString(),
              "is logrotate installed? it reads there"),
          e);
    }
    List<String> removed = new LogrotateLeftovers(FOLDER, hook).remove();
    if (json) {
      Results.object(
          session.console(),
          List.of(),
          Map.of("changed", true, "file", file.toString(), "removed", removed));
      return ExitCode.OK;
    }
    removed.forEach(
        old -> session.console().say("removed '" + old + "', which was for the same logs"));
    session.console().say("wrote '" + file + "'; try it with: logrotate --debug '" + file + "'");
    session
        .console()
        .say(
            "jstartup still cuts a log at logs:max_size; leave it all to logrotate with:"
                + " jstartup set logs:max_size 0");
    return ExitCode.OK;
  }

  private String text() {
    return new LogrotateFile(hook, group()).text();
  }

  /** logrotate takes names only; the home's group has one in most cases, and the number will do in new versions. */
  private String group() {
    try {
      return Files.getAttribute(hook.jstartupHome(), "posix:group", LinkOption.NOFOLLOW_LINKS)
          .toString();
    } catch (IOException e) {
      String why = "no jstartup has run there: " + e;
      throw new ProblemsException(
          new Problem("cannot tell the group of '" + hook.jstartupHome() + "'", why), e);
    }
  }
}
