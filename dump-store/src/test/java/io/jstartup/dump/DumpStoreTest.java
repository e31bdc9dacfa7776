package io.jstartup.dump;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jstartup.dump.json.Json;
import io.jstartup.io.CallerIds;
import io.jstartup.io.PrivateFolder;
import io.jstartup.model.HomeLayout;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.SavedInstance;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DumpStoreTest {
  @TempDir Path base;
  private HomeLayout home;
  private DumpStore store;

  @BeforeEach
  void openStore() {
    home = new HomeLayout(base.resolve("home of \"mine\""));
    store = new DumpStore(home);
  }

  @Test
  void bringsBackWhatWasSaved() throws IOException {
    List<SavedInstance> list = List.of(Samples.instance("a", 0), Samples.odd());
    assertEquals(SaveResult.SAVED, store.save(list, false));
    assertEquals(new LoadResult(list, List.of(), Optional.of(home.dump())), store.load());
    assertEquals(
        "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(home.dump())));
  }

  @Test
  void hasNothingBeforeTheFirstSave() {
    assertEquals(new LoadResult(List.of(), List.of(), Optional.empty()), store.load());
    assertFalse(Files.exists(home.home()), "reading makes nothing");
  }

  @Test
  void savesNothingTwice() throws IOException {
    List<SavedInstance> list = list("a");
    store.save(list, false);
    assertEquals(SaveResult.UNCHANGED, store.save(list, false));
    assertEquals(1, generations().size());
  }

  @Test
  void keepsTheOneBeforeAndTenGenerations() throws IOException {
    for (int i = 0; i < 15; i++) {
      store.save(list("v" + i), false);
    }
    assertEquals("v13", nameIn(home.home().resolve("dump.pm2.bak")));
    List<Path> kept = new Generations(home.home().resolve("generations"), null).newestFirst();
    assertEquals(10, generations().size());
    assertEquals("v14", nameIn(kept.get(0)));
    assertEquals("v5", nameIn(kept.get(9)));
  }

  @Test
  void savesAnEmptyListByForceOnly() {
    store.save(list("a"), false);
    assertEquals(SaveResult.EMPTY_NOT_SAVED, store.save(List.of(), false));
    assertEquals(1, store.load().instances().size());
    assertEquals(SaveResult.SAVED, store.save(List.of(), true));
    assertEquals(0, store.load().instances().size());
  }

  @Test
  void forgetsOthersForServicesAloneByForceOnly() {
    SavedInstance own = list("own").get(0);
    SavedInstance web = list("web").get(0);
    SavedInstance service =
        new SavedInstance(web.app(), web.number(), "1", false, "web.service", "");
    store.save(List.of(own, web), false);
    assertEquals(SaveResult.SERVICES_NOT_SAVED, store.save(List.of(service), false));
    assertEquals(2, store.load().instances().size());
    assertEquals(SaveResult.SAVED, store.save(List.of(own, service), false));
    assertEquals(SaveResult.SAVED, store.save(List.of(service), true));
    assertEquals(SaveResult.UNCHANGED, store.save(List.of(service), false));
    store.save(List.of(web), true);
    assertEquals(SaveResult.SAVED, store.save(List.of(service), false), "it is handed over");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[{\"name\":\"we", "gone"})
  void knowsWhatRunsAsAServiceFromADamagedListToo(String damaged) throws IOException {
    SavedInstance web = list("web").get(0);
    SavedInstance service =
        new SavedInstance(web.app(), web.number(), "1", false, "web.service", "");
    store.save(List.of(list("own").get(0), service), false);
    Files.writeString(home.dump(), damaged);
    if (damaged.equals("gone")) {
      Files.delete(home.dump());
    }
    assertEquals(
        List.of("web.service"), store.services().stream().map(SavedInstance::service).toList());
    assertEquals(SaveResult.SERVICES_NOT_SAVED, store.save(List.of(service), false));
    assertEquals(2, store.load().instances().size(), "and the other is not forgotten");
  }

  @Test
  void bringsNothingBackAfterClearEvenWhenTheDumpIsThenHarmed() throws IOException {
    store.save(list("a"), false);
    store.clear();
    assertEquals(new LoadResult(List.of(), List.of(), Optional.of(home.dump())), store.load());
    assertEquals("[]", Files.readString(home.dump()));
    Files.writeString(home.dump(), "");
    assertEquals(List.of(), store.load().instances());
    assertEquals(2, generations().size(), "the old list is still to be had");
  }

  @Test
  void usesTheNewestGoodListInPlaceOfABadOneAndSaysSo() throws IOException {
    store.save(list("old"), false);
    store.save(list("new"), false);
    Files.writeString(home.dump(), "[{\"name\":");
    LoadResult result = store.load();
    assertEquals("new", result.instances().get(0).app().name());
    assertTrue(result.warnings().get(0).why().startsWith("line 1"), result.toString());
    assertEquals("[{\"name\":", Files.readString(home.dump()), "reading deletes nothing");
    assertEquals(2, quarantined().size(), "the bad one and its reason");
    store.load();
    assertEquals(2, quarantined().size());

    for (Path generation : generations()) {
      Files.writeString(generation, "garbage");
    }
    result = store.load();
    assertEquals("old", result.instances().get(0).app().name(), "from dump.pm2.bak");
    assertEquals(3, result.warnings().size());

    assertEquals(SaveResult.SAVED, store.save(list("newer"), false));
    assertEquals(List.of(), store.load().warnings());
    assertEquals(
        "old", nameIn(home.home().resolve("dump.pm2.bak")), "no bad list becomes the backup");
  }

  @Test
  void usesTheNewestGoodListWhenTheDumpIsGone() throws IOException {
    store.save(list("a"), false);
    Files.delete(home.dump());
    LoadResult result = store.load();
    assertEquals("a", result.instances().get(0).app().name());
    assertEquals("it is gone", result.warnings().get(0).why());
  }

  @Test
  void savesWhatCanBeSavedOfAListThatHasNoOther() throws IOException {
    store.save(list("a"), false);
    Files.delete(generations().get(0));
    Files.writeString(
        home.dump(), Files.readString(home.dump()).replaceFirst("\\{", "{\"name\": \"b\"}, {"));
    LoadResult result = store.load();
    assertEquals("a", result.instances().get(0).app().name());
    assertTrue(result.warnings().get(0).why().contains("is missing (and "));
    assertEquals(Optional.of(home.dump()), result.source());
  }

  @Test
  void savesWhatCanBeSavedOfAListThatHasOnlyAnEmptyOneBeforeIt() throws IOException {
    store.save(list("a"), false);
    String good = Files.readString(home.dump());
    Files.delete(generations().get(0));
    store.clear();
    Files.writeString(home.dump(), good.replaceFirst("\\{", "{\"name\": \"b\"}, {"));
    assertEquals("a", store.load().instances().get(0).app().name());
  }

  @Test
  void readsAndReplacesThingsThatAreNoPlainFiles() throws IOException {
    PrivateFolder.ensure(home.home());
    Files.createDirectory(home.dump());
    assertEquals("it is not a plain file", store.load().warnings().get(0).why());
    assertEquals(SaveResult.SAVED, store.save(list("a"), false));
    assertEquals(List.of(), store.load().warnings());

    Path elsewhere = Files.move(home.dump(), base.resolve("elsewhere"));
    byte[] before = Files.readAllBytes(elsewhere);
    Files.createSymbolicLink(home.dump(), elsewhere);
    assertEquals("a", store.load().instances().get(0).app().name());
    store.save(list("b"), false);
    assertArrayEquals(before, Files.readAllBytes(elsewhere), "not written through the link");
    assertFalse(Files.isSymbolicLink(home.dump()));
  }

  @Test
  void doesNotReadAFileBeyondAnySaneSize() throws IOException {
    store.save(list("a"), false);
    try (FileChannel huge = FileChannel.open(home.dump(), StandardOpenOption.WRITE)) {
      huge.write(ByteBuffer.allocate(1), Json.MAX_BYTES);
    }
    LoadResult result = store.load();
    assertEquals("it is too large", result.warnings().get(0).why());
    assertEquals("a", result.instances().get(0).app().name());
    assertEquals(SaveResult.SAVED, store.save(list("a"), false));
    assertEquals(List.of(), store.load().warnings());
  }

  @Test
  void doesNotTrustAnotherUsersFile() throws IOException {
    assumeTrue(CallerIds.uid() == 0, "giving a file away needs root");
    store.save(list("a"), false);
    Files.setAttribute(home.dump(), "unix:uid", 12345);
    assertEquals("it belongs to another user (12345)", store.load().warnings().get(0).why());
    assertEquals(SaveResult.SAVED, store.save(list("a"), false));
    assertEquals(List.of(), store.load().warnings());
  }

  @Test
  void refusesAHomeThatOthersCanWrite() throws IOException {
    Files.createDirectory(home.home());
    Files.setPosixFilePermissions(home.home(), PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThrows(ProblemsException.class, () -> store.save(list("a"), false));
  }

  @Test
  void savesOneAfterTheOther() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<SaveResult>> saves =
          IntStream.range(0, 40)
              .<Callable<SaveResult>>mapToObj(
                  i -> () -> new DumpStore(home).save(list("v" + i), false))
              .toList();
      for (Future<SaveResult> save : threads.invokeAll(saves)) {
        assertEquals(SaveResult.SAVED, save.get());
      }
    } finally {
      threads.shutdownNow();
    }
    assertEquals(10, generations().size());
    assertEquals(List.of(), store.load().warnings());
  }

  @Test
  void pinsTheInterpreterOfPm2sDumpAndGivesItBackReadable() throws IOException {
    Path node = Files.createFile(base.resolve("node"));
    Files.setPosixFilePermissions(node, PosixFilePermissions.fromString("rwx------"));
    PrivateFolder.ensure(home.home());
    String dump =
        new String(Json.pretty(Samples.pm2Dump()), java.nio.charset.StandardCharsets.UTF_8);
    Files.writeString(home.dump(), dump.replace("/usr/bin:/bin", "relative:" + base));
    LoadResult result = store.load();
    assertEquals(node.toString(), result.instances().get(0).app().launch().interpreter());
    store.save(result.instances(), false);
    assertEquals(result.instances(), store.load().instances());
  }

  private static List<SavedInstance> list(String name) {
    return List.of(Samples.instance(name, 0));
  }

  private static String nameIn(Path file) {
    return DumpFile.read(file).instances().get(0).app().name();
  }

  private List<Path> generations() throws IOException {
    return listing("generations");
  }

  private List<Path> quarantined() throws IOException {
    return listing("quarantine");
  }

  private List<Path> listing(String folder) throws IOException {
    try (Stream<Path> files = Files.list(home.home().resolve(folder))) {
      return files.toList();
    }
  }
}
