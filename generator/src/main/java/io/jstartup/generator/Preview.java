package io.jstartup.generator;

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
  /** Whether installing would change a file. */
  public boolean changesFiles() {
    return files.stream().anyMatch(file -> !file.diff().isEmpty());
  }
}
