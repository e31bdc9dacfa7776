package io.jstartup.platforms.systemd;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where systemd looks for units, systemd.unit(5). A unit that is found earlier hides those that are found later, so a name that is in
 * any of them is somebody's; an alias is a link there.
 */
public final class UnitFolders {
  /** Those of the system's manager, what it makes by itself for others among them. */
  public static final List<String> OF_SYSTEM =
      List.of(
          "/etc/systemd/system",
          "/etc/systemd/system.control",
          "/etc/systemd/system.attached",
          "/usr/local/lib/systemd/system",
          "/usr/lib/systemd/system",
          "/lib/systemd/system",
          "/run/systemd/system",
          "/run/systemd/system.control",
          "/run/systemd/system.attached",
          "/run/systemd/transient",
          "/run/systemd/generator",
          "/run/systemd/generator.early",
          "/run/systemd/generator.late");

  private static final List<String> OF_USERS =
      List.of(
          "/etc/systemd/user",
          "/usr/local/share/systemd/user",
          "/usr/share/systemd/user",
          "/usr/local/lib/systemd/user",
          "/usr/lib/systemd/user",
          "/run/systemd/user");

  private UnitFolders() {}

  /** Those of a user's own manager, with that user's packages' own first. */
  public static List<String> ofUser(Path userHome) {
    List<String> folders = new ArrayList<>();
    folders.add(UserManager.units(userHome).toString());
    folders.add(userHome.resolve(".local/share/systemd/user").toString());
    folders.addAll(OF_USERS);
    return folders;
  }

  /** What is a service too as long as no unit has its name, systemd-sysv-generator(8). */
  static Path initScript(String service) {
    return Path.of("/etc/init.d", service);
  }
}
