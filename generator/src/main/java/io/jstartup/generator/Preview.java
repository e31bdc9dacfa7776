package io.jstartup.generator;

import io.jstartup.platforms.Command;
import java.util.ArrayList;
import java.util.List;

/**
 * What an install would do; making it changes nothing.
 *
 * @param commands the argument lists that would be run, in order
 * @param notes what this init system can't do for the hook
 */
public record Preview(
    String initSystem,
    String serviceName,
    List<FilePreview> files,
    List<List<String>> commands,
    List<String> notes) {
  /** The same, with this run before all else. */
  public Preview first(Command command) {
    List<List<String>> all = new ArrayList<>(List.of(command.argv()));
    all.addAll(commands);
    return new Preview(initSystem, serviceName, files, all, notes);
  }

  /** Whether installing would change a file. */
  public boolean changesFiles() {
    return files.stream().anyMatch(file -> !file.diff().isEmpty());
  }
}
