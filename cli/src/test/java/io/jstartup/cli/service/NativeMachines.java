package io.jstartup.cli.service;

import io.jstartup.platforms.detect.MachineFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A machine that has what services of any init system need. */
final class NativeMachines {
  private static final List<String> FILES =
      List.of(
          "usr/bin/setpriv=",
          "usr/sbin/update-rc.d=",
          "usr/bin/systemd-analyze=",
          "sys/fs/cgroup/user.slice/user-1000.slice/user@1000.service/cgroup.controllers=cpu memory pids",
          "etc/init.d/rcS=for i in /etc/init.d/S??*; do",
          "etc/init.d/rcK=",
          "proc/7/stat=7 (runsvdir) S 1 7",
          "proc/7/cmdline=runsvdir\0-P\0/etc/service\0log: ...",
          "proc/1/cmdline=/usr/bin/s6-svscan\0-t\0000\0/etc/s6/scan");

  private NativeMachines() {}

  /** Its files are made in this folder. */
  static MachineFacts facts(Path root) throws IOException {
    return facts(root, FILES);
  }

  /** One with these files: {@code path=content}. */
  static MachineFacts facts(Path root, List<String> files) throws IOException {
    for (String entry : files) {
      String[] parts = entry.split("=", 2);
      Path file = root.resolve(parts[0]);
      Files.createDirectories(file.getParent());
      Files.writeString(file, parts[1]);
    }
    Path shell = Files.createDirectories(root.resolve("bin")).resolve("sh");
    if (!Files.isSymbolicLink(shell)) {
      Files.createSymbolicLink(shell, Path.of("dash"));
    }
    return new MachineFacts(root, "Linux", Map.of());
  }
}
