package io.jstartup.cli.service;

import io.jstartup.cli.boot.Hooks;
import io.jstartup.cli.boot.NamedFolder;
import io.jstartup.cli.boot.OwnStartup;
import io.jstartup.cli.session.ExitCode;
import io.jstartup.cli.session.Results;
import io.jstartup.cli.session.Session;
import io.jstartup.generator.Machine;
import io.jstartup.generator.RenderedFile;
import io.jstartup.io.DurableFile;
import io.jstartup.io.Reason;
import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.platforms.PlannedFile;
import io.jstartup.platforms.service.ServicePlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code native render}: writes the services' files into a folder and installs nothing. */
public final class NativeRender {
  private final Session session;
  private final NativeOptions options;

  public NativeRender(Session session, NativeOptions options) {
    this.session = session;
    this.options = options;
  }

  /** Gives the exit code. Nothing is written when any app can't be carried. */
  public int run(String folder) {
    NamedFolder.require("--to", folder);
    Hooks hooks = new Hooks(session, options.hook());
    if (options.hook().own()) {
      OwnStartup.requireOwnUser("native render", hooks.facts().hook());
      warnUnasked(hooks);
    }
    ServicePlan plan = new NativePlan(hooks, options).saved();
    Path target = session.caller().cwd().resolve(folder).normalize();
    List<String> written = write(plan, target);
    if (options.json()) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("group", plan.group());
      fields.put("files", written);
      fields.put("services", ServiceReport.json(plan));
      fields.put("notes", List.copyOf(plan.hook().notes()));
      Results.object(session.console(), List.of(), fields);
      return ExitCode.OK;
    }
    if (options.report()) {
      ServiceReport.warn(session.console(), plan);
      session.console().result(ServiceReport.text(plan));
    }
    session.console().say("wrote " + written.size() + " files to '" + target + "'");
    return ExitCode.OK;
  }

  private void warnUnasked(Hooks hooks) {
    if (hooks.initSystem().id().equals("systemd-user")
        && !new UsersManager(hooks.runner(), hooks.facts().hook()).answers()) {
      session
          .console()
          .warn(
              new Problem(
                  "these may not be the files of 'native install --user'",
                  "your systemd manager doesn't run: its variables, limits and memory controller are not known",
                  ""));
    }
  }

  private static List<String> write(ServicePlan plan, Path folder) {
    try {
      Files.createDirectories(folder);
      List<String> written = new ArrayList<>();
      for (RenderedFile file : NativeFiles.withGate(plan)) {
        Path name = under(file.path(), alone(plan));
        Files.createDirectories(folder.resolve(name).getParent());
        DurableFile.system()
            .replace(folder.resolve(name), file.content(), DurableFile.mode(mode(file.planned())));
        written.add(name.toString());
      }
      return written;
    } catch (IOException e) {
      throw new ProblemsException(
          new Problem("cannot write to folder '" + folder + "'", Reason.of(e)), e);
    }
  }

  /** Whether all files are in one folder: then their names alone tell them apart. */
  private static boolean alone(ServicePlan plan) {
    return NativeFiles.withGate(plan).stream()
            .map(file -> file.path().getParent())
            .distinct()
            .count()
        == 1;
  }

  private static Path under(Path path, boolean alone) {
    return alone ? path.getFileName() : Path.of("/").relativize(path);
  }

  private static String mode(PlannedFile file) {
    return PosixFilePermissions.toString(Machine.permissions(file.mode()));
  }
}
