package io.jstartup.platforms.os.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Walks to a folder as the kernel does, link by link, and looks whether anybody but root could change that way: a folder on it that
 * another owns or may write in will do. A sticky one is passed when what follows in it is root's already.
 */
final class RootsWay {
  private static final int MOST_LINKS = 40;

  private final Deque<Path> ahead = new ArrayDeque<>();
  private Path here = Path.of("/");
  private Inode rights = Inode.at(here);
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
      Inode found = Inode.at(next);
      if (!rights.onlyRoots() && !(found != null && rights.keeps(found))) {
        ahead.push(name);
        return false;
      }
      if (found == null) {
        return true;
      }
      step(next, found);
    }
    return rights.onlyRoots();
  }

  private void step(Path next, Inode found) throws IOException {
    if (!found.link()) {
      here = next;
      rights = found;
      return;
    }
    if (++links > MOST_LINKS) {
      throw new IOException("too many links on the way to '" + next + "'");
    }
    Path target = Files.readSymbolicLink(next);
    if (target.isAbsolute()) {
      here = target.getRoot();
      rights = Inode.at(here);
    }
    push(target);
  }

  /** What decides about an entry: one call of stat(2) for each, as every start of an app comes along here. */
  private record Inode(int uid, int mode) {
    private static final String WANTED = "unix:uid,mode";
    private static final int WRITABLE_BY_OTHERS = 022;
    private static final int STICKY = 01000;
    private static final int TYPE = 0170000;
    private static final int LINK = 0120000;

    /** {@code null} when there is none. */
    static Inode at(Path path) {
      try {
        Map<String, Object> read = Files.readAttributes(path, WANTED, LinkOption.NOFOLLOW_LINKS);
        return new Inode((Integer) read.get("uid"), (Integer) read.get("mode"));
      } catch (IOException e) {
        return null;
      }
    }

    boolean link() {
      return (mode & TYPE) == LINK;
    }

    boolean onlyRoots() {
      return uid == 0 && (mode & WRITABLE_BY_OTHERS) == 0;
    }

    /** Whether nobody can put something else in the place of this entry of the folder. */
    boolean keeps(Inode entry) {
      return uid == 0 && (mode & STICKY) != 0 && entry.uid == 0;
    }
  }
}
