package io.jstartup.supervisor.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.jstartup.model.LogFiles;
import io.jstartup.model.LogPolicy;
import io.jstartup.supervisor.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How long a spool is there, and who goes on where another one stopped. */
class SpoolsTest extends SpoolingApp {
  @Test
  void waitsForAFullDiskAndGoesOn() throws Exception {
    Outputs outputs = outputs();
    Sinks sinks = outputs.prepare(app(files(HOURS)), id, 0);
    fault = "no space left on device";
    write(sinks.out(), "a\n".repeat(1_000_000));
    Await.until("it is said", () -> events.toString().contains("no space left"));
    write(sinks.out(), "b\n");
    fault = "";
    Await.until("all is there", () -> read("out").endsWith("at: b\n"));
    assertEquals("at: a\n".repeat(1_000_000) + "at: b\n", read("out"));
    assertEquals(read("out"), read("all"));
    Await.until("that is said", () -> events.toString().contains("can be written again"));
    assertEquals(Set.copyOf(events).size(), events.size(), "said once: " + events);
  }

  @Test
  void goesOnWhereItStopped() throws Exception {
    Outputs first = outputs();
    Sinks sinks = first.prepare(app(files(HOURS)), id, 0);
    write(sinks.out(), "a\n");
    awaitLog("out", "at: a\n");
    first.pause();
    write(sinks.out(), "b\n");
    Outputs second = outputs();
    second.takeUp(Set.of(id));
    awaitLog("out", "at: a\nat: b\n");
    assertEquals(sinks, second.prepare(app(files(HOURS)), id, 0));
    write(sinks.out(), "c\n");
    awaitLog("out", "at: a\nat: b\nat: c\n");
  }

  @Test
  void finishesWhatNobodyKnowsAnyMore() throws Exception {
    Outputs first = outputs();
    Sinks sinks = first.prepare(app(files(HOURS)), id, 0);
    first.pause();
    write(sinks.out(), "a\nb");
    outputs().takeUp(Set.of());
    awaitLog("out", "at: a\nat: b\n");
    Await.until("the spools are gone", () -> !Files.exists(Path.of(sinks.out())));
    assertFalse(Files.exists(folder.resolve("logs/.spool/" + id + ".json")));
  }

  @Test
  void takesTheHalfOfALineBackThatAKilledOneLeft() throws Exception {
    Outputs first = outputs();
    Sinks sinks = first.prepare(app(files(HOURS)), id, 0);
    write(sinks.out(), "a\n");
    awaitLog("all", "at: a\n");
    first.pause();
    write(sinks.out(), "bcd\n");
    Files.writeString(Path.of(sinks.out() + ".at"), "00000000000000000002 -w");
    write(log("out").toString(), "at: bc");
    write(log("all").toString(), "a");
    outputs().takeUp(Set.of(id));
    awaitLog("out", "at: a\nat: bcd\n");
    awaitLog("all", "at: a\nat: bcd\n");
  }

  @Test
  void leavesNothingBehindWhenAllIsWritten() throws Exception {
    Outputs outputs = outputs();
    write(outputs.prepare(app(files(HOURS)), id, 0).out(), "a\nb");
    outputs.finish(Duration.ofSeconds(5));
    assertEquals("at: a\nat: b\n", read("out"));
    try (var left = Files.list(folder.resolve("logs/.spool"))) {
      assertEquals(0, left.count());
    }
  }

  @Test
  void leavesWhatCannotBeWrittenToASuccessor() throws Exception {
    Outputs outputs = outputs();
    Sinks sinks = outputs.prepare(app(files(HOURS)), id, 0);
    fault = "no space left on device";
    write(sinks.out(), "a\n");
    outputs.finish(Duration.ofSeconds(1));
    assertEquals("", read("out"));
    fault = "";
    outputs().takeUp(Set.of());
    awaitLog("out", "at: a\n");
  }

  @Test
  void standsStillWhilePaused() throws Exception {
    Outputs outputs = outputs();
    Sinks sinks = outputs.prepare(app(files(HOURS)), id, 0);
    outputs.pause();
    write(sinks.out(), "a\n");
    write(sinks.out(), "b\n");
    assertEquals("", read("out"));
    outputs.resume();
    awaitLog("out", "at: a\nat: b\n");
  }

  @Test
  void startsANewSpoolAfterADeletionThatWasNotDoneYet() throws Exception {
    Outputs outputs = outputs();
    Sinks sinks = outputs.prepare(app(files(HOURS)), id, 0);
    write(sinks.out(), "a\n");
    outputs.leave(id);
    outputs.prepare(app(files(HOURS)), id, 0);
    write(sinks.out(), "b\n");
    awaitLog("out", "at: a\nat: b\n");
  }

  @Test
  void hasNoSpoolForWhatIsThrownAway() throws Exception {
    Outputs outputs = outputs();
    LogFiles onlyErrors = new LogFiles("/dev/null", log("err").toString(), "", true, HOURS);
    assertEquals("/dev/null", outputs.prepare(app(onlyErrors), id, 0).out());
    LogFiles onlyBoth =
        new LogFiles("/dev/null", "/dev/null", log("all").toString(), true, LogPolicy.DEFAULT);
    Sinks direct = outputs.prepare(app(onlyBoth), id, 0);
    assertEquals(new Sinks(log("all").toString(), log("all").toString(), true), direct);
  }
}
