package io.jstartup.dump;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.model.HomeLayout;
import io.jstartup.model.SavedInstance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorruptedDumpTest {
  private static final int CORRUPTIONS = 10_000;
  private static final List<SavedInstance> LIST =
      AppEntries.read(
              AppEntries.tree(
                  List.of(
                      Samples.instance("a", 0),
                      Samples.instance("b", 0),
                      Samples.instance("b", 1))))
          .instances();

  @TempDir Path base;
  private final Random random = new Random(20261121);

  @Test
  void loadsTheGoodListWhateverBecomesOfTheDump() throws IOException {
    HomeLayout home = new HomeLayout(base.resolve("home"));
    DumpStore store = new DumpStore(home);
    store.save(LIST, false);
    byte[] good = Files.readAllBytes(home.dump());
    int unusable = 0;
    for (int i = 0; i < CORRUPTIONS; i++) {
      byte[] bad = corrupted(good);
      Files.write(home.dump(), bad);
      LoadResult result = store.load();
      assertArrayEquals(bad, Files.readAllBytes(home.dump()), "reading changes nothing");
      if (result.warnings().isEmpty()) {
        assertEquals(DumpFile.of(bad).instances().size(), result.instances().size());
        assertTrue(DumpFile.of(bad).good());
      } else {
        unusable++;
        assertEquals(LIST, result.instances());
        assertFalse(result.warnings().get(0).message().contains("Exception"), result.toString());
      }
    }
    assertTrue(unusable > CORRUPTIONS / 2, unusable + " were unusable");
    store.save(LIST.subList(0, 1), false);
    assertEquals(
        new LoadResult(LIST.subList(0, 1), List.of(), store.load().source()), store.load());
  }

  @Test
  void survivesWhenAllGenerationsAreHarmedToo() throws IOException {
    HomeLayout home = new HomeLayout(base.resolve("home"));
    DumpStore store = new DumpStore(home);
    store.save(LIST.subList(0, 2), false);
    store.save(LIST, false);
    byte[] good = Files.readAllBytes(home.dump());
    Path generations = home.home().resolve("generations");
    for (int i = 0; i < 300; i++) {
      for (Path file : new Generations(generations, null).newestFirst()) {
        Files.write(file, corrupted(good));
      }
      Files.write(home.home().resolve("dump.pm2.bak"), corrupted(good));
      Files.write(home.dump(), corrupted(good));
      store.load();
    }
    assertEquals(SaveResult.SAVED, store.save(LIST.subList(1, 3), false));
    assertEquals(LIST.subList(1, 3), store.load().instances());
  }

  private byte[] corrupted(byte[] good) {
    byte[] bytes = good.clone();
    int at = random.nextInt(bytes.length);
    int to = at + random.nextInt(bytes.length - at);
    switch (random.nextInt(9)) {
      case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bytes = Arrays.copyOf(bytes, at);
      case 2 -> Arrays.fill(bytes, at, to, (byte) 0);
      case 3 -> System.arraycopy(good, 0, bytes, at, bytes.length - at);
      case 4 -> bytes = joined(Arrays.copyOf(good, at), Arrays.copyOfRange(good, to, good.length));
      case 5 -> random.nextBytes(bytes);
      case 6 -> bytes = joined(good, Arrays.copyOfRange(good, at, to + 1));
      case 7 ->
          bytes = text((random.nextBoolean() ? "[" : "{\"a\":").repeat(1 + random.nextInt(50_000)));
      default -> bytes = withOtherValue(good);
    }
    for (int flips = random.nextInt(3); flips > 0 && bytes.length > 0; flips--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  /** Still JSON, most often, but with something else in a random place. */
  private byte[] withOtherValue(byte[] good) {
    List<String> values =
        List.of(
            "null",
            "-1",
            "1e999",
            "9".repeat(400),
            "[]",
            "{}",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "true",
            "");
    String[] lines = new String(good, StandardCharsets.UTF_8).split("\n", -1);
    int line = random.nextInt(lines.length);
    String value = values.get(random.nextInt(values.size()));
    lines[line] =
        lines[line].replaceFirst("(\": )?[^:]*?(,?)$", "$1" + value.replace("\\", "\\\\") + "$2");
    return text(String.join("\n", lines));
  }

  private static byte[] joined(byte[] one, byte[] two) {
    byte[] both = Arrays.copyOf(one, one.length + two.length);
    System.arraycopy(two, 0, both, one.length, two.length);
    return both;
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
