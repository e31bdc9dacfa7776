package io.jstartup.cli.service;

import io.jstartup.cli.boot.HookFacts;
import io.jstartup.cli.session.ExitCode;
import io.jstartup.cli.session.Results;
import io.jstartup.cli.session.Session;
import io.jstartup.generator.run.SystemCommands;
import io.jstartup.io.DurableFile;
import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.platforms.service.ServiceFile;
import io.jstartup.platforms.service.ServicePlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code native render}: writes the services' files into a folder and installs nothing. */
public final class NativeRender {
  private static final int SECRET = 0600;

  private final Session session;
  private final NativeOptions options;

  public NativeRender(Session session, NativeOptions options) {
    this.session = session;
    this.options = options;
  }

  /** Gives the exit code. Nothing is written when any app can't be carried. */
  public int run(String folder) {
    SystemCommands runner = new SystemCommands();
    ServicePlan plan =
        NativePlan.of(
            HookFacts.of(session.caller(), options.hook(), runner).hook(), options, runner);
    Path target = session.caller().cwd().resolve(folder).normalize();
    List<String> written = write(plan, target);
    if (options.json()) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("group", plan.group());
      fields.put("files", written);
      fields.put("services", ServiceReport.json(plan));
      Results.object(session.console(), List.of(), fields);
      return ExitCode.OK;
    }
    if (options.report()) {
      session.console().result(ServiceReport.text(plan));
    }
    session.console().say("wrote " + written.size() + " files to '" + target + "'");
    return ExitCode.OK;
  }

  private static List<String> write(ServicePlan plan, Path folder) {
    try {
      Files.createDirectories(folder);
      for (ServiceFile file : plan.files()) {
        DurableFile.system()
            .replace(
                folder.resolve(file.path().getFileName()),
                file.text().getBytes(StandardCharsets.UTF_8),
                DurableFile.mode(file.mode() == SECRET ? "rw-------" : "rw-r--r--"));
      }
      return plan.files().stream().map(file -> file.path().getFileName().toString()).toList();
    } catch (IOException e) {
      throw new ProblemsException(
          new Problem("cannot write to folder '" + folder + "'", e.toString()), e);
    }
  }
}
