package io.jstartup.supervisor.log.rotate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jstartup.model.LogRotation;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class CutTest {
  private static final long BLOCK = 4096;

  private static Rule rule(long limit, int retain) {
    return new Rule(limit, retain, false, Rule.DEFAULT_DATE_FORMAT);
  }

  @Test
  void whatIsShortEnoughStays() {
    assertEquals(Cut.none(), Cut.blocks(10 * BLOCK, rule(10 * BLOCK, 3), BLOCK, false));
    assertEquals(Cut.none(), Cut.whole(10, rule(10, 3), false));
    assertEquals(Cut.none(), Cut.blocks(1L << 40, rule(0, 3), BLOCK, false));
  }

  @Test
  void whatIsFarTooLongBecomesSeveralPiecesAndTheOldestGo() {
    Cut cut = Cut.blocks(25 * BLOCK + 7, rule(10 * BLOCK, 1), BLOCK, false);
    assertEquals(new Cut(10 * BLOCK, List.of(10 * BLOCK)), cut);
    assertEquals(new Cut(20, List.of(7L)), Cut.whole(27, rule(10, 1), false));
    assertEquals(new Cut(27, List.of()), Cut.whole(27, rule(10, 0), false));
  }

  @Test
  void whenItIsTimeTheWholeBlocksGo() {
    Rule rule = rule(10 * BLOCK, 5);
    assertEquals(new Cut(0, List.of(2 * BLOCK)), Cut.blocks(2 * BLOCK + 1, rule, BLOCK, true));
    assertEquals(new Cut(0, List.of(BLOCK)), Cut.blocks(2 * BLOCK, rule, BLOCK, true));
    assertEquals(Cut.none(), Cut.blocks(BLOCK, rule, BLOCK, true));
  }

  @Property
  void whatLeavesIsWholeBlocksAndSomethingStays(
      @ForAll @LongRange(max = 1L << 34) long size,
      @ForAll @LongRange(max = 1L << 30) long limit,
      @ForAll @IntRange(max = 20) int retain,
      @ForAll boolean everything) {
    Cut cut = Cut.blocks(size, rule(limit, retain), BLOCK, everything);
    assertEquals(0, cut.length() % BLOCK);
    assertEquals(true, cut.length() == 0 || cut.length() < size);
    assertEquals(true, cut.pieces().size() <= retain);
    assertEquals(true, cut.pieces().stream().allMatch(it -> it <= Math.max(limit, size)));
  }

  @Property
  void afterOneCutItIsShortEnoughUnlessMoreIsLeftForTheNext(
      @ForAll @LongRange(max = 1L << 27) long size,
      @ForAll @LongRange(min = 1 << 20, max = 1 << 24) long limit) {
    Cut cut = Cut.blocks(size, rule(limit, LogRotation.KEEP_ALL), BLOCK, false);
    assertEquals(true, size - cut.length() <= limit);
  }
}
