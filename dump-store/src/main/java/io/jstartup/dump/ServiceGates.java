package io.jstartup.dump;

import io.jstartup.model.SavedInstance;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whose a list's services are. The services of one group have one file between them, their gate: they do nothing without it, and with
 * it the supervisor leaves their apps alone. To make it, or to remove it, is the one step that hands the apps over or back. So whenever the
 * machine loses power around that, exactly one side starts them at the next boot.
 */
public final class ServiceGates {
  private ServiceGates() {}

  /**
   * The list with the services whose gate is not there as the supervisor's own, to be run as they were. A gate that nobody can look for is
   * taken to be there, as a second copy is worse than none; so is that of services without one, which an older version installed.
   */
  public static List<SavedInstance> settled(List<SavedInstance> instances) {
    Map<String, Boolean> gone = new HashMap<>();
    return instances.stream()
        .map(
            saved ->
                saved.isService() && gone.computeIfAbsent(saved.gate(), ServiceGates::isGone)
                    ? saved.withoutService()
                    : saved)
        .toList();
  }

  private static boolean isGone(String gate) {
    try {
      return !gate.isEmpty() && Files.notExists(Path.of(gate), LinkOption.NOFOLLOW_LINKS);
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
