package io.jstartup.cli.service;

import io.jstartup.generator.Gate;
import io.jstartup.generator.RenderedFile;
import io.jstartup.generator.RenderedHook;
import io.jstartup.generator.render.TemplateRenderer;
import io.jstartup.model.OsText;
import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.PlannedFile;
import io.jstartup.platforms.service.ServiceFile;
import io.jstartup.platforms.service.ServicePlan;
import io.jstartup.platforms.systemd.UnitSyntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The bytes of all files of services: those that are written as they are, and those that are made of templates. */
final class NativeFiles {
  private NativeFiles() {}

  static RenderedHook of(BootHook hook, ServicePlan plan) {
    return new RenderedHook(hook, plan.hook(), files(plan));
  }

  static List<RenderedFile> files(ServicePlan plan) {
    TemplateRenderer renderer = new TemplateRenderer();
    List<RenderedFile> files = new ArrayList<>();
    plan.files().forEach(file -> files.add(asItIs(file)));
    plan.hook().files().forEach(file -> files.add(new RenderedFile(file, renderer.render(file))));
    return files;
  }

  /** The same and the gate, for who puts them in place by hand. */
  static List<RenderedFile> withGate(ServicePlan plan) {
    List<RenderedFile> files = files(plan);
    plan.hook().gate().ifPresent(gate -> files.add(asItIs(new ServiceFile(gate, 0644, Gate.TEXT))));
    return files;
  }

  private static RenderedFile asItIs(ServiceFile file) {
    PlannedFile planned =
        new PlannedFile(file.path(), file.mode(), "", new UnitSyntax(), Map.of(), List.of());
    return new RenderedFile(planned, OsText.encode(file.text()));
  }
}
