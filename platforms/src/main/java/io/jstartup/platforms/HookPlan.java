package io.jstartup.platforms;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that a boot hook is on one init system. Install, remove, preview, diff, receipt and golden test read this one plan, so they
 * can't drift apart. Paths are absolute and stand below the machine's root folder.
 *
 * @param initSystem the init system's id
 * @param serviceName the service's name, without a suffix
 * @param folders the hooks' own folders, the outer before the inner: made when they are not there, removed when they are empty
 * @param files what is written; the first says in a line of its own whose hook it is, see {@link #MARK}
 * @param links what {@code enable} makes, so that removal can make sure that they are gone; a {@code ?} in a file name stands for any
 *     one character
 * @param namesakes where else a service of that name may be; none is taken the place of
 * @param gate the file without which the service does nothing, made and removed by whoever hands the apps over; empty: there is none
 * @param validate the init system's own checker, run once the files are written
 * @param reload makes the init system read the files
 * @param hold keeps {@code enable} from starting the service at once; run before that, and only while the service does not run
 * @param enable makes the service start at boot, and starts nothing now
 * @param enabled tells whether it does
 * @param disable the opposite of {@code enable}; leaves what runs running
 * @param afterRemoval what is run when the files are gone
 * @param start starts the service now
 * @param stop stops the service now
 * @param active tells whether the service runs
 * @param notes what this init system can't do for the hook, for the reader
 */
public record HookPlan(
    String initSystem,
    String serviceName,
    List<Path> folders,
    List<PlannedFile> files,
    List<Path> links,
    List<Namesake> namesakes,
    Optional<Path> gate,
    List<Check> validate,
    List<Command> reload,
    List<Command> hold,
    List<Command> enable,
    Check enabled,
    List<Command> disable,
    List<Command> afterRemoval,
    List<Command> start,
    Command stop,
    Check active,
    List<String> notes) {
  /** What the line about the hook's owner has in every file that has one: {@code # Boot hook of jstartup for user www, home ...}. */
  public static final String MARK = "Boot hook of jstartup for user ";

  /** Where its files and links have their names. */
  public Set<Path> foldersOfNames() {
    return Stream.of(files.stream().map(PlannedFile::path), links.stream(), gate.stream())
        .flatMap(paths -> paths)
        .map(Path::getParent)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** The same plan, but when the files are gone this is what is run. */
  public HookPlan afterRemoval(Command command) {
    return new HookPlan(
        initSystem,
        serviceName,
        folders,
        files,
        links,
        namesakes,
        gate,
        validate,
        reload,
        hold,
        enable,
        enabled,
        disable,
        List.of(command),
        start,
        stop,
        active,
        notes);
  }

  /** An empty plan to be filled in. */
  public static Builder of(String initSystem, String serviceName) {
    return new Builder(initSystem, serviceName);
  }

  /** Collects the parts of a plan; what is left out is empty. */
  public static final class Builder {
    private final String initSystem;
    private final String serviceName;
    private final List<Path> folders = new ArrayList<>();
    private final List<PlannedFile> files = new ArrayList<>();
    private final List<Path> links = new ArrayList<>();
    private final List<Namesake> namesakes = new ArrayList<>();
    private final List<Check> validate = new ArrayList<>();
    private final List<Command> reload = new ArrayList<>();
    private final List<Command> hold = new ArrayList<>();
    private final List<Command> enable = new ArrayList<>();
    private final List<Command> disable = new ArrayList<>();
    private final List<Command> afterRemoval = new ArrayList<>();
    private final List<Command> start = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private Path gate;
    private Check enabled;
    private Command stop;
    private Check active;

    private Builder(String initSystem, String serviceName) {
      this.initSystem = initSystem;
      this.serviceName = serviceName;
    }

    public Builder folder(Path folder) {
      folders.add(folder);
      return this;
    }

    public Builder file(PlannedFile file) {
      files.add(file);
      return this;
    }

    public Builder link(Path link) {
      links.add(link);
      return this;
    }

    /** The same service may be in this file too, where this one of ours would hide it or be hidden by it. */
    public Builder namesake(Path ours, Path other) {
      if (!ours.equals(other)) {
        namesakes.add(new Namesake(ours, other));
      }
      return this;
    }

    /** The same for a file of that name in each of these folders. */
    public Builder namesakes(Path ours, List<String> folders) {
      folders.forEach(folder -> namesake(ours, Path.of(folder).resolve(ours.getFileName())));
      return this;
    }

    public Builder gate(Path path) {
      gate = path;
      return this;
    }

    public Builder validate(Check check) {
      validate.add(check);
      return this;
    }

    public Builder reload(Command command) {
      reload.add(command);
      return this;
    }

    public Builder hold(Command command) {
      hold.add(command);
      return this;
    }

    public Builder enable(Command command) {
      enable.add(command);
      return this;
    }

    public Builder enabled(Check check) {
      enabled = check;
      return this;
    }

    public Builder disable(Command command) {
      disable.add(command);
      return this;
    }

    public Builder afterRemoval(Command command) {
      afterRemoval.add(command);
      return this;
    }

    public Builder start(Command command) {
      start.add(command);
      return this;
    }

    public Builder stop(Command command) {
      stop = command;
      return this;
    }

    public Builder active(Check check) {
      active = check;
      return this;
    }

    public Builder note(String text) {
      notes.add(text);
      return this;
    }

    public HookPlan plan() {
      return new HookPlan(
          initSystem,
          serviceName,
          List.copyOf(folders),
          List.copyOf(files),
          List.copyOf(links),
          List.copyOf(namesakes),
          Optional.ofNullable(gate),
          List.copyOf(validate),
          List.copyOf(reload),
          List.copyOf(hold),
          List.copyOf(enable),
          Objects.requireNonNull(enabled, "enabled"),
          List.copyOf(disable),
          List.copyOf(afterRemoval),
          List.copyOf(start),
          Objects.requireNonNull(stop, "stop"),
          Objects.requireNonNull(active, "active"),
          List.copyOf(notes));
    }
  }
}
