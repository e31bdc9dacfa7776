package io.jstartup.platforms.os.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Walks to a folder as the kernel does, link by link, and looks whether anybody but root could change that way: a folder on it that
 * another owns or may write in will do. A sticky one is passed when what follows in it is root's already.
 */
final class RootsWay {
  private static final LinkOption NOFOLLOW = LinkOption.NOFOLLOW_LINKS;
  private static final int WRITABLE_BY_OTHERS = 022;
  private static final int STICKY = 01000;
  private static final int MOST_LINKS = 40;

  private final Deque<Path> ahead = new ArrayDeque<>();
  private Path here = Path.of("/");
  private int links;

  private RootsWay() {}

  /** The real folder at its end, or the last one that exists; empty when the way is not root's alone. */
  static Optional<Path> to(Path folder) throws IOException {
    RootsWay way = new RootsWay();
    way.push(folder);
    return way.walk() ? Optional.of(way.here) : Optional.empty();
  }

  /**
   * A way that is not root's alone.
   *
   * @param folder the real folder, or file, up to which nobody else could have changed it
   * @param rest what follows there, as it was named
   */
  record Beyond(Path folder, List<Path> rest) {}

  /** Where the way to this file gets into the hands of others; empty: nowhere, the file itself included. */
  static Optional<Beyond> beyond(Path file) throws IOException {
    RootsWay way = new RootsWay();
    way.push(file);
    return way.walk()
        ? Optional.empty()
        : Optional.of(new Beyond(way.here, List.copyOf(way.ahead)));
  }

  private void push(Path path) {
    List<Path> names = new ArrayList<>();
    path.forEach(names::add);
    for (int i = names.size() - 1; i >= 0; i--) {
      ahead.push(names.get(i));
    }
  }

  private boolean walk() throws IOException {
    while (!ahead.isEmpty()) {
      Path name = ahead.pop();
      Path next = here.resolve(name).normalize();
      boolean there = Files.exists(next, NOFOLLOW);
      if (!isRoots(here) || !closed(here) && !(there && sticky(here) && isRoots(next))) {
        ahead.push(name);
        return false;
      }
      if (!there) {
        return true;
      }
      step(next);
    }
    return isRoots(here) && closed(here);
  }

  private void step(Path next) throws IOException {
    if (!Files.isSymbolicLink(next)) {
      here = next;
      return;
    }
    if (++links > MOST_LINKS) {
      throw new IOException("too many links on the way to '" + next + "'");
    }
    Path target = Files.readSymbolicLink(next);
    here = target.isAbsolute() ? target.getRoot() : here;
    push(target);
  }

  private static boolean isRoots(Path path) throws IOException {
    return (int) Files.getAttribute(path, "unix:uid", NOFOLLOW) == 0;
  }

  private static boolean closed(Path folder) throws IOException {
    return (mode(folder) & WRITABLE_BY_OTHERS) == 0;
  }

  private static boolean sticky(Path folder) throws IOException {
    return (mode(folder) & STICKY) != 0;
  }

  private static int mode(Path folder) throws IOException {
    return (int) Files.getAttribute(folder, "unix:mode", NOFOLLOW);
  }
}
