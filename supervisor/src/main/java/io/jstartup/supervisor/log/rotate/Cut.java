package io.jstartup.supervisor.log.rotate;

import io.jstartup.model.LogRotation;
import java.util.ArrayList;
import java.util.List;

/**
 * Which bytes leave the head of a log. Pure.
 *
 * @param dropped so many first ones go for good: archives of them would be removed at once
 * @param pieces the lengths of the archives that take those that follow
 */
record Cut(long dropped, List<Long> pieces) {
  /** More at a time would need as much free space again. */
  static final long MOST_BYTES = 256L << 20;

  static final int MOST_PIECES = 1000;

  Cut {
    pieces = List.copyOf(pieces);
  }

  static Cut none() {
    return new Cut(0, List.of());
  }

  /**
   * Cuts whole blocks; at least a byte remains, as fallocate(2) wants it.
   *
   * @param everything also what is shorter than the limit
   */
  static Cut blocks(long size, Rule rule, long block, boolean everything) {
    long limit = rule.maxSize() == 0 ? Long.MAX_VALUE : rule.maxSize();
    if (size <= limit && !everything) {
      return none();
    }
    long piece = Math.max(block, limit / block * block);
    return of((size - 1) / block * block, piece, rule.retain(), everything);
  }

  /** Cuts all of it, for a log that is emptied. */
  static Cut whole(long size, Rule rule, boolean everything) {
    long limit = rule.maxSize() == 0 ? Long.MAX_VALUE : rule.maxSize();
    boolean due = size > 0 && (size > limit || everything);
    return due ? of(size, limit, rule.retain(), true) : none();
  }

  private static Cut of(long length, long piece, int retain, boolean rest) {
    long left = length % piece;
    long count = length / piece + (rest && left > 0 ? 1 : 0);
    long drop = retain == LogRotation.KEEP_ALL ? 0 : Math.max(0, count - retain);
    long dropped = Math.min(length, drop * piece);
    List<Long> pieces = new ArrayList<>();
    long taken = 0;
    for (long i = drop; i < count && pieces.size() < MOST_PIECES; i++) {
      long next = i * piece + piece <= length ? piece : left;
      if (taken > 0 && taken + next > MOST_BYTES) {
        break;
      }
      pieces.add(next);
      taken += next;
    }
    return new Cut(dropped, pieces);
  }

  /** Bytes that leave the log. */
  long length() {
    return dropped + pieces.stream().mapToLong(Long::longValue).sum();
  }
}
