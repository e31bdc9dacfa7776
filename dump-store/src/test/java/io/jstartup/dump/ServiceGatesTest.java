package io.jstartup.dump;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jstartup.model.HomeLayout;
import io.jstartup.model.SavedInstance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceGatesTest {
  @TempDir Path folder;

  private static SavedInstance service(String name, boolean run, String gate) {
    SavedInstance saved = Samples.instance(name, 0);
    return new SavedInstance(saved.app(), 0, saved.uniqueId(), run, name + ".service", gate);
  }

  @Test
  void aServiceWhoseGateIsGoneIsTheSupervisorsAsItWas() throws IOException {
    Path gate = folder.resolve("gate");
    SavedInstance web = service("web", true, gate.toString());
    SavedInstance off = service("off", false, gate.toString());
    SavedInstance older = service("old", false, "");
    List<SavedInstance> open = List.of(web, off, older);
    List<SavedInstance> closed = List.of(web.withoutService(), off.withoutService(), older);
    HomeLayout home = new HomeLayout(folder.resolve("home"));
    DumpStore store = new DumpStore(home);
    store.save(open, true);
    assertEquals(closed, store.load().instances());
    assertEquals(List.of(older), store.services());
    Files.createSymbolicLink(gate, Path.of("nowhere"));
    assertEquals(open, store.load().instances());
    assertEquals(open, store.services());
    String generation = generation(home);
    assertEquals(open, store.load(generation));
    Files.delete(gate);
    assertEquals(closed, store.load(generation));
  }

  private static String generation(HomeLayout home) throws IOException {
    try (Stream<Path> files = Files.list(home.home().resolve("generations"))) {
      return files.findFirst().orElseThrow().getFileName().toString();
    }
  }

  /** Two copies are worse than none. */
  @Test
  void aGateThatNobodyCanLookForCountsAsOneThatIsThere() {
    SavedInstance odd = service("web", true, "/a\0b");
    SavedInstance far = service("far", true, "/" + "x".repeat(300) + "/gate");
    assertEquals(List.of(odd, far), ServiceGates.settled(List.of(odd, far)));
  }
}
