package io.jstartup.supervisor.log.rotate;

import io.jstartup.io.DurableFile;
import io.jstartup.supervisor.log.rotate.Pending.Piece;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * What becomes of a rotation that was interrupted. Did the bytes leave the log? Its size tells, or the bytes themselves do: those of the
 * copies are still at its head, or not. Only a log that repeats itself through and through leaves a doubt; then the copies are kept, and
 * a piece is there twice rather than never.
 */
final class Recovery {
  private final Rights rights;
  private final RotationState state;

  Recovery(Rights rights, RotationState state) {
    this.rights = rights;
    this.state = state;
  }

  void run() throws IOException {
    Optional<Pending> left = state.pending();
    if (left.isEmpty()) {
      return;
    }
    Pending pending = left.get();
    if (!pending.ready() || stillThere(pending)) {
      undo(pending);
    } else {
      name(pending);
      state.settle(pending.log(), pending.length());
    }
  }

  /** Removes the copies. */
  void undo(Pending pending) throws IOException {
    rights.on(
        pending.owner(),
        pending.log(),
        () -> {
          for (Piece piece : pending.pieces()) {
            Files.deleteIfExists(piece.part());
          }
        });
    state.settle(pending.log(), 0);
  }

  /** Gives the copies their names. */
  void name(Pending pending) throws IOException {
    rights.on(
        pending.owner(),
        pending.log(),
        () -> {
          for (Piece piece : pending.pieces()) {
            if (Files.exists(piece.part(), LinkOption.NOFOLLOW_LINKS)) {
              DurableFile.system().move(piece.part(), piece.archive());
            }
          }
        });
  }

  private boolean stillThere(Pending pending) throws IOException {
    boolean[] there = new boolean[1];
    rights.on(pending.owner(), pending.log(), () -> there[0] = copiesAreAtHead(pending));
    return there[0];
  }

  private static boolean copiesAreAtHead(Pending pending) throws IOException {
    Path log = pending.log();
    if (!Files.isRegularFile(log, LinkOption.NOFOLLOW_LINKS)
        || Rotation.inode(log) != pending.inode()
        || Files.size(log) < pending.size()) {
      return false;
    }
    long start = pending.dropped();
    for (Piece piece : pending.pieces()) {
      Path copy = piece.part();
      if (!Files.exists(copy, LinkOption.NOFOLLOW_LINKS) || !Copy.holds(log, start, copy)) {
        return false;
      }
      start += piece.length();
    }
    return !repeats(pending);
  }

  /** What followed the copied bytes stands at the head: so it would, too, if they had left. */
  private static boolean repeats(Pending pending) throws IOException {
    byte[] following = pending.following();
    return following.length > 0
        && Arrays.equals(following, Copy.bytes(pending.log(), 0, following.length));
  }
}
