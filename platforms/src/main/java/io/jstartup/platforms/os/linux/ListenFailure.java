package io.jstartup.platforms.os.linux;

import io.jstartup.model.listen.ListenAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Why bind(2) refused an address, in words that help. */
final class ListenFailure {
  private static final String LISTENS = "0A";
  private static final int STATE_FIELD = 3;
  private static final int INODE_FIELD = 9;

  private static final PortHolders HOLDERS =
      new PortHolders(ListenFailure::search, System::nanoTime);

  private ListenFailure() {}

  static String explain(ListenAddress address, int errno) {
    return address.isUnix() ? explainPath(errno) : explain(address.port(), errno);
  }

  static String explainPath(int errno) {
    return errno == Errno.EADDRINUSE
        ? "the address is in use, another process listens there"
        : Errno.text(errno);
  }

  static String explain(int port, int errno) {
    return switch (errno) {
      case Errno.EADDRINUSE -> "the address is in use" + HOLDERS.of(port);
      case Errno.EADDRNOTAVAIL -> "this machine does not have that address";
      case Errno.EACCES -> privileged(port);
      default -> Errno.text(errno);
    };
  }

  private static String privileged(int port) {
    return "port "
        + port
        + " is a privileged one: let root's supervisor run the app, or lower"
        + " net.ipv4.ip_unprivileged_port_start with sysctl";
  }

  private static String search(int port) {
    Set<String> inodes = new HashSet<>();
    for (String table : new String[] {"/proc/net/tcp", "/proc/net/tcp6"}) {
      collect(table, String.format("%04X", port), inodes);
    }
    return holder(inodes).map(pid -> ", by pid " + pid + name(pid)).orElse("");
  }

  private static void collect(String table, String port, Set<String> inodes) {
    try {
      for (String line : Files.readAllLines(Path.of(table), StandardCharsets.ISO_8859_1)) {
        String[] fields = line.trim().split("\\s+");
        boolean ours =
            fields.length > INODE_FIELD
                && fields[1].endsWith(":" + port)
                && fields[STATE_FIELD].equals(LISTENS);
        if (ours) {
          inodes.add("socket:[" + fields[INODE_FIELD] + "]");
        }
      }
    } catch (IOException e) {
      return; // then it isn't told
    }
  }

  private static Optional<String> holder(Set<String> links) {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : all) {
        if (!links.isEmpty() && holds(process.resolve("fd"), links)) {
          return Optional.of(process.getFileName().toString());
        }
      }
    } catch (IOException e) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  private static boolean holds(Path descriptors, Set<String> links) {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(descriptors)) {
      for (Path descriptor : all) {
        if (links.contains(Files.readSymbolicLink(descriptor).toString())) {
          return true;
        }
      }
    } catch (IOException | java.nio.file.DirectoryIteratorException e) {
      return false; // another user's, or gone
    }
    return false;
  }

  private static String name(String pid) {
    String name = new String(new Proc().head("/proc/" + pid + "/comm"), StandardCharsets.UTF_8);
    return name.isBlank() ? "" : " (" + name.trim() + ")";
  }
}
