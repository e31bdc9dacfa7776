package io.jstartup.generator.receipt;

import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.Command;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What an install touched; removal works from it alone.
 *
 * @param complete false while an install is under way: then a file may still be the one before it
 * @param version the jstartup that installed
 * @param initSystem the init system's id
 * @param serviceName the service's name, without a suffix
 * @param facts the hook's facts, for the reader
 * @param folders the hooks' own folders that the files need, the outer first
 * @param files in the order in which they were written
 * @param links what enabling made
 * @param gate the file without which what it installed does nothing
 * @param disable commands before the files are removed; where there is a gate, those of the first step stop all that is behind it
 * @param afterRemoval commands after it
 */
public record Receipt(
    boolean complete,
    String version,
    String initSystem,
    String serviceName,
    Facts facts,
    List<Path> folders,
    List<FileEntry> files,
    List<Path> links,
    Optional<Path> gate,
    List<Command> disable,
    List<Command> afterRemoval) {
  public Receipt {
    folders = List.copyOf(folders);
    files = List.copyOf(files);
    links = List.copyOf(links);
    disable = List.copyOf(disable);
    afterRemoval = List.copyOf(afterRemoval);
  }

  /** Whose hook it is, and with what. */
  public record Facts(
      String user,
      Path userHome,
      Path jstartupHome,
      Path launcher,
      Path javaHome,
      boolean waitIp) {}

  /**
   * One written file.
   *
   * @param sha256 of what was written, in hex
   * @param before of our own file that it replaced, while the install is under way; may be empty
   */
  public record FileEntry(Path path, String sha256, String before) {
    public boolean covers(String hash) {
      return hash.equals(sha256) || (!before.isEmpty() && hash.equals(before));
    }
  }

  public Optional<FileEntry> file(Path path) {
    return files.stream().filter(entry -> entry.path().equals(path)).findFirst();
  }

  /** Whether it is for this hook's user and home. */
  public boolean isOf(BootHook hook) {
    return isOfUser(hook) && facts.jstartupHome().equals(hook.jstartupHome().normalize());
  }

  /** Whether it is for this hook's user, and maybe for another home. */
  public boolean isOfUser(BootHook hook) {
    return facts.user().equals(hook.account().name());
  }

  /** Whose it is, as in "that service is ...". */
  public String owner() {
    return "for home '" + facts.jstartupHome() + "' of user '" + facts.user() + "'";
  }

  /** The same install, done. */
  public Receipt completed() {
    List<FileEntry> written =
        files.stream().map(entry -> new FileEntry(entry.path(), entry.sha256(), "")).toList();
    return new Receipt(
        true,
        version,
        initSystem,
        serviceName,
        facts,
        folders,
        written,
        links,
        gate,
        disable,
        afterRemoval);
  }

  /** The same install with these files and links. */
  public Receipt with(List<FileEntry> otherFiles, List<Path> otherLinks) {
    return new Receipt(
        complete,
        version,
        initSystem,
        serviceName,
        facts,
        folders,
        otherFiles,
        otherLinks,
        gate,
        disable,
        afterRemoval);
  }

  /** What is left of it when all but its gate is gone. */
  public Receipt onlyGate() {
    return new Receipt(
        true,
        version,
        initSystem,
        serviceName,
        facts,
        List.of(),
        List.of(),
        List.of(),
        gate,
        List.of(),
        List.of());
  }

  /** The same install, disabled: what removes it from here on needs none of its files. */
  public Receipt disabled() {
    return new Receipt(
        complete,
        version,
        initSystem,
        serviceName,
        facts,
        folders,
        files,
        links,
        gate,
        List.of(),
        afterRemoval);
  }
}
