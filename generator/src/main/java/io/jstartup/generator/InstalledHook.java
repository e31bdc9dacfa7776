package io.jstartup.generator;

import io.jstartup.generator.HookState.Kind;
import io.jstartup.model.hook.BootHook;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Compares what is installed with what would be, by the files alone: receipts are root's, and any user may ask. A hook for the same
 * user and home under another service name is found by its first line, and {@code --wait-ip} counts as what was wanted when it was
 * installed with it.
 */
final class InstalledHook {
  private final Machine machine;
  private final Function<BootHook, RenderedHook> renderer;

  InstalledHook(Machine machine, Function<BootHook, RenderedHook> renderer) {
    this.machine = machine;
    this.renderer = renderer;
  }

  HookState state(BootHook hook) {
    RenderedHook wanted = renderer.apply(hook);
    Optional<String> name = installedName(wanted);
    if (name.isEmpty()) {
      return HookState.notInstalled();
    }
    RenderedHook same = renderer.apply(hook.withServiceName(name.get()));
    RenderedHook flipped =
        renderer.apply(hook.withServiceName(name.get()).withWaitIp(!hook.waitIp()));
    boolean current = isCurrent(same) || isCurrent(flipped);
    return new HookState(
        current ? Kind.CURRENT : Kind.DIFFERS, name, current ? "" : difference(same));
  }

  private Optional<String> installedName(RenderedHook wanted) {
    RenderedFile main = wanted.files().get(0);
    if (machine.exists(main.path())) {
      return Optional.of(wanted.plan().serviceName());
    }
    String fileName = main.path().getFileName().toString();
    String suffix = fileName.substring(wanted.plan().serviceName().length());
    String firstLine = firstLine(main.text());
    Path folder = main.path().getParent();
    try (Stream<Path> files = Files.list(machine.at(folder))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(suffix))
          .filter(name -> machine.isPlainFile(folder.resolve(name)))
          .filter(name -> firstLine(text(folder.resolve(name))).equals(firstLine))
          .sorted()
          .map(name -> name.substring(0, name.length() - suffix.length()))
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private boolean isCurrent(RenderedHook hook) {
    return hook.plan().links().stream().allMatch(machine::exists)
        && hook.files().stream().allMatch(this::isCurrent);
  }

  private boolean isCurrent(RenderedFile file) {
    return machine.isPlainFile(file.path())
        && compared(text(file.path()), file).equals(compared(file.text(), file));
  }

  private static List<String> compared(String text, RenderedFile file) {
    return text.lines()
        .filter(line -> file.planned().tolerated().stream().noneMatch(line::startsWith))
        .toList();
  }

  private String difference(RenderedHook hook) {
    StringBuilder diff = new StringBuilder();
    for (RenderedFile file : hook.files()) {
      byte[] installed = machine.read(file.path()).orElse(new byte[0]);
      String name = file.path().toString();
      diff.append(UnifiedDiff.between(name, installed, name, file.content()));
    }
    hook.plan().links().stream()
        .filter(link -> !machine.exists(link))
        .forEach(link -> diff.append("missing: ").append(link).append('\n'));
    return diff.toString();
  }

  private String text(Path path) {
    return new String(machine.read(path).orElse(new byte[0]), StandardCharsets.UTF_8);
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }
}
