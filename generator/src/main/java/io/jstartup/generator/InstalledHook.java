package io.jstartup.generator;

import io.jstartup.generator.HookState.Kind;
import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.HookPlan;
import io.jstartup.platforms.Tolerance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Compares what is installed with what would be, by the files alone: receipts are root's, and any user may ask. A hook for the same
 * user and home under another service name is found by its {@link HookPlan#MARK}, and {@code --wait-ip} counts as what was wanted when it was
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
    Kind kind = List.of(kind(same), kind(flipped)).stream().min(Comparator.naturalOrder()).get();
    return new HookState(kind, name, kind == Kind.CURRENT ? "" : difference(same));
  }

  private Optional<String> installedName(RenderedHook wanted) {
    RenderedFile main = wanted.files().get(0);
    if (machine.exists(main.path())) {
      return Optional.of(wanted.plan().serviceName());
    }
    return others(main.path(), wanted.plan().serviceName())
        .filter(other -> machine.isPlainFile(other.file()))
        .filter(other -> mark(text(other.file())).equals(mark(main.text())))
        .map(Named::service)
        .findFirst();
  }

  /** A file of a service. */
  private record Named(String service, Path file) {}

  /** The same file of services with other names, which stand in the place of ours in a part of the path. */
  private Stream<Named> others(Path path, String service) {
    int part = 0;
    while (!path.getName(part).toString().contains(service)) {
      part++;
    }
    String name = path.getName(part).toString();
    String prefix = name.substring(0, name.indexOf(service));
    String suffix = name.substring(prefix.length() + service.length());
    Path folder = part == 0 ? path.getRoot() : path.getRoot().resolve(path.subpath(0, part));
    int after = part + 1;
    Path rest =
        after == path.getNameCount() ? Path.of("") : path.subpath(after, path.getNameCount());
    return names(folder).stream()
        .filter(other -> other.length() > prefix.length() + suffix.length())
        .filter(other -> other.startsWith(prefix) && other.endsWith(suffix))
        .map(
            other ->
                new Named(
                    other.substring(prefix.length(), other.length() - suffix.length()),
                    folder.resolve(other).resolve(rest)));
  }

  private List<String> names(Path folder) {
    try (Stream<Path> files = Files.list(machine.at(folder))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private Kind kind(RenderedHook hook) {
    if (hook.plan().links().stream().anyMatch(this::isMissing)) {
      return Kind.DIFFERS;
    }
    return hook.files().stream().map(this::kind).max(Comparator.naturalOrder()).get();
  }

  private Kind kind(RenderedFile file) {
    List<String> installed = text(file.path()).lines().toList();
    List<String> wanted = file.text().lines().toList();
    if (!machine.isPlainFile(file.path()) || installed.size() != wanted.size()) {
      return Kind.DIFFERS;
    }
    return IntStream.range(0, wanted.size())
        .mapToObj(i -> kind(file.planned().tolerated(), installed.get(i), wanted.get(i)))
        .max(Comparator.naturalOrder())
        .orElse(Kind.CURRENT);
  }

  private static Kind kind(List<Tolerance> tolerated, String installed, String wanted) {
    if (installed.equals(wanted)) {
      return Kind.CURRENT;
    }
    return tolerated.stream()
        .filter(line -> line.covers(installed, wanted))
        .findFirst()
        .map(line -> line.suffices(installed, wanted) ? Kind.CURRENT : Kind.SHORT_OF_TIME)
        .orElse(Kind.DIFFERS);
  }

  private String difference(RenderedHook hook) {
    StringBuilder diff = new StringBuilder();
    for (RenderedFile file : hook.files()) {
      byte[] installed = text(file.path()).getBytes(StandardCharsets.UTF_8);
      String name = file.path().toString();
      diff.append(UnifiedDiff.between(name, installed, name, file.content()));
    }
    hook.plan().links().stream()
        .filter(this::isMissing)
        .forEach(link -> diff.append("missing: ").append(link).append('\n'));
    return diff.toString();
  }

  private boolean isMissing(Path link) {
    return machine.matching(link).isEmpty();
  }

  /** Empty for what is no plain file: in a user's home that may be a pipe, whose reader waits for good. */
  private String text(Path path) {
    if (!machine.isPlainFile(path)) {
      return "";
    }
    return new String(machine.read(path).orElse(new byte[0]), StandardCharsets.UTF_8);
  }

  private static String mark(String text) {
    return text.lines().filter(line -> line.contains(HookPlan.MARK)).findFirst().orElse("");
  }
}
