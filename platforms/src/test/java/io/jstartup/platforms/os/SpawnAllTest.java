package io.jstartup.platforms.os;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpawnAllTest {
  private static final int MANY = 120;

  @TempDir Path folder;

  private final OperatingSystem os = OperatingSystems.current();
  private final Spawned spawned = new Spawned(os);

  @AfterEach
  void end() throws OsException {
    spawned.close();
  }

  @Test
  void eachGetsItsOwnArgumentsLogAndFolderAndItsResultStandsInItsPlace() throws Exception {
    List<SpawnRequest> requests = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      requests.add(i % 10 == 7 ? missing(i) : writing(i));
    }
    List<SpawnResult> results = spawned.all(requests);
    assertEquals(MANY, results.size());
    for (int i = 0; i < MANY; i++) {
      SpawnResult result = results.get(i);
      assertEquals(i % 10 != 7, result.process().isPresent(), i + ": " + result.failure());
      if (result.process().isEmpty()) {
        assertTrue(result.failure().getMessage().contains("missing-" + i));
      }
    }
    Exits.await(os, results.stream().flatMap(it -> it.process().stream()).toList());
    for (int i = 0; i < MANY; i++) {
      if (i % 10 != 7) {
        assertEquals("say " + i + " in " + own(i) + "\n", Files.readString(log(i)));
      }
    }
  }

  @Test
  void theyAreAllChildrenThatNobodyElseReaps() throws Exception {
    List<SpawnRequest> requests = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      requests.add(Spawned.request(List.of("/bin/sh", "-c", "exit " + i)));
    }
    List<ManagedProcess> processes =
        spawned.all(requests).stream().map(it -> it.process().orElseThrow()).toList();
    List<Exit> exits = Exits.await(os, processes);
    for (int i = 0; i < MANY; i++) {
      assertTrue(processes.get(i).child());
      assertEquals(new Exit.Code(i), exits.get(i));
    }
  }

  private SpawnRequest missing(int i) {
    return Spawned.request(List.of("/missing-" + i));
  }

  private SpawnRequest writing(int i) throws IOException {
    Files.createDirectories(own(i));
    String log = log(i).toString();
    return new SpawnRequest(
        "/bin/sh",
        List.of("/bin/sh", "-c", "echo say $0 in $(pwd)", Integer.toString(i)),
        List.of("PATH=/bin:/usr/bin"),
        own(i).toString(),
        log,
        log,
        Optional.empty());
  }

  private Path own(int i) {
    return folder.resolve("cwd-" + i);
  }

  private Path log(int i) {
    return folder.resolve("log-" + i);
  }
}
