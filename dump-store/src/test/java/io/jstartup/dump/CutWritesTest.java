package io.jstartup.dump;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jstartup.io.FileSteps;
import io.jstartup.model.HomeLayout;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.SavedInstance;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However a save is cut short, a whole list is there: the old one or the new one. */
class CutWritesTest {
  /** Each takes a new JVM, so there are fewer where somebody waits. */
  private static final int KILLS = System.getenv("CI") == null ? 40 : 300;

  @TempDir Path base;

  @Test
  void keepsAWholeListWhicheverSystemStepFails() throws IOException {
    int steps = failEachStep("good", home -> {});
    assertEquals(15, steps, "three files of five steps each");
  }

  @Test
  void keepsAWholeListWhicheverSystemStepFailsOverABadDump() throws IOException {
    int steps = failEachStep("bad", home -> Files.writeString(home.dump(), "torn"));
    assertEquals(20, steps, "four files of five steps each");
  }

  @Test
  void aFirstSaveThatFailsHasSavedNothing() throws IOException {
    for (int n = 0; n < 10; n++) { // two files of five steps each
      HomeLayout home = new HomeLayout(base.resolve("first" + n));
      DumpStore failing = new DumpStore(home, failingAt(n, new AtomicInteger()));
      assertThrows(ProblemsException.class, () -> failing.save(version(1), false));
      if (n % 5 != 4) { // after the last step, the fsync of its folder, a file is there
        assertEquals(List.of(), new DumpStore(home).load().instances(), "after step " + n);
      }
      assertEquals(List.of(), leftOvers(home), "after step " + n);
    }
  }

  private interface Harm {
    void to(HomeLayout home) throws IOException;
  }

  private int failEachStep(String kind, Harm harm) throws IOException {
    for (int n = 0; ; n++) {
      HomeLayout home = new HomeLayout(base.resolve(kind + n));
      DumpStore store = new DumpStore(home);
      store.save(version(1), false);
      harm.to(home);
      AtomicInteger count = new AtomicInteger();
      DumpStore failing = new DumpStore(home, failingAt(n, count));
      if (count(failing, count) <= n) {
        assertEquals(2, versionOf(store.load()));
        return n;
      }
      int loaded = versionOf(store.load());
      assertTrue(loaded == 1 || loaded == 2, "a whole list after step " + n);
      assertEquals(List.of(), leftOvers(home), "after step " + n);
      assertNotNull(store.save(version(2), false));
      assertEquals(2, versionOf(store.load()));
    }
  }

  private static int count(DumpStore store, AtomicInteger count) {
    try {
      store.save(version(2), false);
      return count.get();
    } catch (ProblemsException e) {
      assertTrue(e.getMessage().contains("No space left on device"), e.getMessage());
      return Integer.MAX_VALUE;
    }
  }

  private static FileSteps failingAt(int n, AtomicInteger count) {
    return (FileSteps)
        Proxy.newProxyInstance(
            CutWritesTest.class.getClassLoader(),
            new Class<?>[] {FileSteps.class},
            (proxy, method, arguments) -> {
              if (count.getAndIncrement() == n) {
                throw new IOException("No space left on device");
              }
              try {
                return method.invoke(FileSteps.SYSTEM, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  /** In two homes at a time, as most of it is the start of a JVM. */
  @Test
  void keepsAWholeListWhenTheSavingProcessIsKilledAtAnyMoment() throws Exception {
    ExecutorService both = Executors.newFixedThreadPool(2);
    try {
      List<Callable<Void>> tasks = List.of(() -> killOften("one", 11), () -> killOften("two", 12));
      for (Future<Void> done : both.invokeAll(tasks)) {
        done.get();
      }
    } finally {
      both.shutdownNow();
    }
  }

  private Void killOften(String name, int seed) throws Exception {
    HomeLayout home = new HomeLayout(base.resolve(name));
    DumpStore store = new DumpStore(home);
    Random random = new Random(seed);
    for (int kill = 0; kill < KILLS / 2; kill++) {
      int told = saveUntilKilled(home, random);
      LoadResult result = store.load();
      int loaded = versionOf(result);
      assertEquals(List.of(), result.warnings());
      assertTrue(loaded == told || loaded == told + 1, "told " + told + ", there is " + loaded);
    }
    store.save(version(1), false);
    assertEquals(List.of(), leftOvers(home));
    return null;
  }

  /** The last version that the process said was saved. */
  private static int saveUntilKilled(HomeLayout home, Random random) throws Exception {
    Process saving =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:-UsePerfData", // a JVM that starts beside it looks at its file, and it says so
                // on stdout
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Saving.class.getName(),
                home.home().toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader said = saving.inputReader(StandardCharsets.UTF_8)) {
      String last = said.readLine();
      assertNotNull(last, "it saves");
      TimeUnit.MICROSECONDS.sleep(random.nextInt(20_000));
      saving.toHandle().destroyForcibly();
      List<String> rest = said.lines().toList();
      return Integer.parseInt(rest.isEmpty() ? last : rest.get(rest.size() - 1));
    } finally {
      saving.destroyForcibly();
    }
  }

  /** Saves one version after the other and tells each, until it is killed. */
  static final class Saving {
    private Saving() {}

    public static void main(String[] arguments) {
      DumpStore store = new DumpStore(new HomeLayout(Path.of(arguments[0])));
      LoadResult before = store.load();
      int version = before.instances().isEmpty() ? 0 : versionOf(before);
      while (true) {
        store.save(version(++version), false);
        System.out.write(
            (version + "\n").getBytes(StandardCharsets.UTF_8), 0, (version + "\n").length());
        System.out.flush();
      }
    }
  }

  @Test
  void keepsAWholeListOnAFullDisk() throws Exception {
    Path disk = Files.createDirectory(base.resolve("disk"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=256k,mode=700", "tmpfs", disk.toString()) == 0,
        "mounting a small disk needs root");
    try {
      HomeLayout home = new HomeLayout(disk.resolve("home"));
      DumpStore store = new DumpStore(home);
      List<SavedInstance> tooLarge = Collections.nCopies(1_000, Samples.instance("big", 0));
      int failures = 0;
      int saved = 0;
      for (int version = 1; version <= 60; version++) {
        List<SavedInstance> list = version(version * 7);
        try {
          store.save(list, false);
          saved = version * 7;
        } catch (ProblemsException e) {
          failures++;
        }
        LoadResult result = store.load();
        assertEquals(List.of(), result.warnings());
        assertEquals(saved, versionOf(result));
        assertEquals(List.of(), leftOvers(home));
      }
      assertTrue(failures > 0 && saved > 0, "the disk was full, and had room before");
      assertThrows(ProblemsException.class, () -> store.save(tooLarge, false));
    } finally {
      run("umount", disk.toString());
    }
  }

  private static int run(String... command) throws Exception {
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  /** Version n of the list has between 1 and 40 entries, all named after it. */
  private static List<SavedInstance> version(int n) {
    return IntStream.range(0, n % 40 + 1).mapToObj(i -> Samples.instance("v" + n, i)).toList();
  }

  /** Fails when the list is not whole. */
  private static int versionOf(LoadResult result) {
    int n = Integer.parseInt(result.instances().get(0).app().name().substring(1));
    assertEquals(n % 40 + 1, result.instances().size(), "all entries are there");
    result.instances().forEach(saved -> assertEquals("v" + n, saved.app().name()));
    return n;
  }

  private static List<Path> leftOvers(HomeLayout home) throws IOException {
    try (Stream<Path> files = Files.walk(home.home())) {
      return files.filter(file -> file.toString().endsWith(".tmp")).toList();
    }
  }
}
