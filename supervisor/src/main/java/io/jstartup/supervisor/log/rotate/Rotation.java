package io.jstartup.supervisor.log.rotate;

import io.jstartup.io.DurableFile;
import io.jstartup.platforms.os.HeadRemoval;
import io.jstartup.platforms.os.OperatingSystem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Rotates logs, one at a time: the first bytes are copied to archives and then taken out of the log, while its writer goes on. Whenever
 * this process ends, {@link Recovery} finishes or undoes it. Where heads of files can't be taken out, the log is emptied: what is
 * written between the last look at it and that moment is lost. For one thread.
 */
final class Rotation {
  private static final int FOLLOWING = 64;
  private static final int MOST_CATCH_UPS = 20;
  private static final int USUAL_BLOCK = 4096;

  private final OperatingSystem os;
  private final RotationState state;
  private final Clock clock;
  private final Consumer<Step> steps;
  private final Rights rights;
  private final Recovery recovery;

  Rotation(OperatingSystem os, RotationState state, Clock clock, Consumer<Step> steps) {
    this.os = os;
    this.state = state;
    this.clock = clock;
    this.steps = steps;
    this.rights = new Rights(os);
    this.recovery = new Recovery(rights, state);
  }

  /** Finishes or undoes what a predecessor, or a failure, left. */
  void recover() throws IOException {
    recovery.run();
  }

  /**
   * Rotates it when it is longer than its rule wants.
   *
   * @param everything also when it is not
   * @param live all logs that are written now
   * @return bytes that left it; {@code dropped} of them went for good
   */
  Cut rotate(LiveLog log, boolean everything, Set<Path> live) throws IOException {
    recover();
    BasicFileAttributes now =
        Files.readAttributes(log.file(), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!now.isRegularFile() || now.size() <= log.rule().maxSize() && !everything) {
      return Cut.none();
    }
    boolean removable = removable(log);
    Cut cut = cut(log, removable, now.size(), everything);
    if (cut.length() > 0) {
      rotate(log, cut, plan(log, cut, archives(log, cut), !removable, now.size()), live);
    }
    return cut;
  }

  /**
   * Gives a log its name back that somebody has renamed, and moves its bytes to a new file of that other name. Fewer than a block of
   * them may stay.
   *
   * @param log as long as nothing, or an empty file, is at its path
   * @param renamed in the same folder
   */
  void takeBack(LiveLog log, Path renamed) throws IOException {
    recover();
    rights.on(log.owner(), log.file(), () -> DurableFile.system().move(renamed, log.file()));
    LiveLog all = new LiveLog(log.file(), Rule.EVERYTHING, log.owner());
    long size = Files.size(log.file());
    boolean removable = removable(all);
    Cut cut = cut(all, removable, size, true);
    if (cut.length() > 0) {
      rotate(all, cut, plan(all, cut, List.of(renamed), !removable, size), Set.of());
    }
  }

  private static Cut cut(LiveLog log, boolean removable, long size, boolean everything) {
    return removable
        ? Cut.blocks(size, log.rule(), block(log.file()), everything)
        : Cut.whole(size, log.rule(), everything);
  }

  private boolean removable(LiveLog log) {
    return os.headRemoval().filter(heads -> possible(heads, log)).isPresent();
  }

  private boolean possible(HeadRemoval heads, LiveLog log) {
    boolean[] possible = new boolean[1];
    try {
      rights.on(log.owner(), log.file(), () -> possible[0] = heads.possible(log.file()));
    } catch (IOException e) {
      return false;
    }
    return possible[0];
  }

  private static long block(Path file) {
    try {
      return Math.max(USUAL_BLOCK, Files.getFileStore(file).getBlockSize());
    } catch (IOException e) {
      return USUAL_BLOCK; // its mount can't be told in some containers
    }
  }

  /** A new name for each piece. */
  private List<Path> archives(LiveLog log, Cut cut) throws IOException {
    ArchiveNames names = new ArchiveNames(log.file(), log.rule().dateFormat());
    Set<String> taken = new HashSet<>();
    for (Archives.Archive archive : Archives.of(log.file(), log.rule().dateFormat())) {
      taken.add(archive.file().getFileName().toString());
    }
    List<Path> archives = new ArrayList<>();
    for (int i = 0; i < cut.pieces().size(); i++) {
      String name = names.next(clock.millis(), clock.getZone(), taken);
      archives.add(log.file().resolveSibling(name));
    }
    return archives;
  }

  private static Pending plan(LiveLog log, Cut cut, List<Path> archives, boolean emptied, long size)
      throws IOException {
    List<Pending.Piece> pieces = new ArrayList<>();
    for (int i = 0; i < archives.size(); i++) {
      Path archive = archives.get(i);
      Path part = ArchiveNames.part(archive);
      pieces.add(new Pending.Piece(part, archive, cut.pieces().get(i)));
    }
    long inode = inode(log.file());
    byte[] none = {};
    return new Pending(
        log.file(), inode, log.owner(), emptied, false, size, cut.dropped(), pieces, none);
  }

  private void rotate(LiveLog log, Cut cut, Pending plan, Set<Path> live) throws IOException {
    state.begin(plan);
    steps.accept(Step.BEGUN);
    Pending ready = copied(log, cut, plan, live);
    steps.accept(Step.COPIED);
    state.ready(ready);
    steps.accept(Step.READY);
    long[] gone = {ready.length()};
    try {
      rights.on(log.owner(), log.file(), () -> gone[0] = shorten(ready));
    } catch (IOException e) {
      recover();
      throw e;
    }
    steps.accept(Step.SHORTENED);
    recovery.name(ready);
    steps.accept(Step.NAMED);
    state.settle(log.file(), gone[0]);
    steps.accept(Step.SETTLED);
    prune(log, log.rule().retain(), live);
  }

  /** A full disk has room again without the archives that have to go anyway. */
  private Pending copied(LiveLog log, Cut cut, Pending plan, Set<Path> live) throws IOException {
    try {
      return copy(log, plan);
    } catch (IOException e) {
      recovery.undo(plan);
      if (log.rule().retain() < cut.pieces().size()) {
        throw e;
      }
      prune(log, log.rule().retain() - cut.pieces().size(), live);
      state.begin(plan);
      try {
        return copy(log, plan);
      } catch (IOException again) {
        recovery.undo(plan);
        throw again;
      }
    }
  }

  private Pending copy(LiveLog log, Pending plan) throws IOException {
    List<byte[]> following = new ArrayList<>();
    rights.on(
        log.owner(),
        log.file(),
        () -> {
          copyPieces(log, plan);
          following.add(Copy.bytes(log.file(), plan.length(), FOLLOWING));
        });
    return plan.readyToGo(following.get(0));
  }

  private void copyPieces(LiveLog log, Pending plan) throws IOException {
    long time = newest(log) + 1;
    time = Math.max(time, clock.millis() - plan.pieces().size());
    long start = plan.dropped();
    try (FileChannel from = Copy.read(log.file())) {
      for (Pending.Piece piece : plan.pieces()) {
        Files.deleteIfExists(piece.part());
        try (FileChannel to = Copy.create(piece.part())) {
          long half = piece.length() / 2;
          Copy.range(from, start, half, to);
          steps.accept(Step.HALF_COPIED);
          Copy.range(from, start + half, piece.length() - half, to);
          Copy.dress(piece.part(), log.file(), time++);
          to.force(true);
        }
        start += piece.length();
      }
    }
    try (FileChannel folder = FileChannel.open(log.file().getParent())) {
      folder.force(true);
    }
  }

  private static long newest(LiveLog log) throws IOException {
    List<Archives.Archive> archives = Archives.of(log.file(), log.rule().dateFormat());
    return archives.isEmpty() ? 0 : archives.get(archives.size() - 1).modifiedMillis();
  }

  /** How many bytes have left. */
  private long shorten(Pending ready) throws IOException {
    if (!ready.emptied()) {
      os.headRemoval().orElseThrow().remove(ready.log(), ready.inode(), ready.length());
      return ready.length();
    }
    long copied = ready.length();
    try (FileChannel log =
        FileChannel.open(
            ready.log(),
            Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS))) {
      if (inode(ready.log()) != ready.inode()) {
        throw new IOException("another file stands at '" + ready.log() + "' by now");
      }
      if (!ready.pieces().isEmpty()) {
        copied += catchUp(log, ready);
      }
      log.truncate(0);
      return copied;
    }
  }

  /** What was written since goes into the last archive. */
  private static long catchUp(FileChannel log, Pending ready) throws IOException {
    Pending.Piece last = ready.pieces().get(ready.pieces().size() - 1);
    long more = 0;
    try (FileChannel to =
        FileChannel.open(
            last.part(), Set.of(StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS))) {
      to.position(last.length());
      for (int i = 0; i < MOST_CATCH_UPS; i++) {
        long left = log.size() - ready.length() - more;
        if (left <= 0) {
          break;
        }
        Copy.range(log, ready.length() + more, left, to);
        more += left;
      }
    }
    return more;
  }

  private void prune(LiveLog log, int keep, Set<Path> live) throws IOException {
    rights.on(log.owner(), log.file(), () -> Archives.prune(log.file(), log.rule(), keep, live));
  }

  static long inode(Path file) throws IOException {
    return (Long) Files.getAttribute(file, "unix:ino", LinkOption.NOFOLLOW_LINKS);
  }
}
