package io.jstartup.supervisor.state;

import static io.jstartup.model.Status.ERRORED;
import static io.jstartup.model.Status.LAUNCHING;
import static io.jstartup.model.Status.ONLINE;
import static io.jstartup.model.Status.STOPPED;
import static io.jstartup.model.Status.STOPPING;
import static io.jstartup.model.Status.WAITING_RESTART;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jstartup.model.Status;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LifecycleTest {
  /** state, desired, event -> state, desired, actions. */
  @ParameterizedTest
  @CsvSource({
    "STOPPED,RUN,START,                 LAUNCHING,RUN,SPAWN",
    "ERRORED,RUN,START,                 LAUNCHING,RUN,SPAWN",
    "STOPPED,STOP,RESTART,              LAUNCHING,RUN,SPAWN",
    "ONLINE,RUN,START,                  ONLINE,RUN,",
    "ONLINE,RUN,RESTART,                STOPPING,RUN,STOP_PROCESSES",
    "LAUNCHING,RUN,RESTART,             STOPPING,RUN,STOP_PROCESSES",
    "WAITING_RESTART,RUN,START,         LAUNCHING,RUN,CANCEL_RESTART+SPAWN",
    "ONLINE,RUN,STOP,                   STOPPING,STOP,STOP_PROCESSES",
    "LAUNCHING,RUN,STOP,                STOPPING,STOP,STOP_PROCESSES",
    "WAITING_RESTART,RUN,STOP,          STOPPING,STOP,CANCEL_RESTART+STOP_PROCESSES",
    "ERRORED,RUN,STOP,                  STOPPED,STOP,",
    "STOPPING,RUN,STOP,                 STOPPING,STOP,",
    "STOPPING,STOP,START,               STOPPING,RUN,",
    "STOPPING,STOP,DELETE,              STOPPING,FORGET,",
    "STOPPED,STOP,DELETE,               STOPPED,FORGET,REMOVE",
    "ONLINE,RUN,DELETE,                 STOPPING,FORGET,STOP_PROCESSES",
    "LAUNCHING,RUN,READY,               ONLINE,RUN,",
    "STOPPING,STOP,READY,               STOPPING,STOP,",
    "LAUNCHING,RUN,SPAWN_FAILED,        ERRORED,RUN,",
    "LAUNCHING,RUN,SPAWN_WAIT,          WAITING_RESTART,RUN,ARM_RESTART",
    "STOPPING,STOP,SPAWN_WAIT,          STOPPING,STOP,",
    "ONLINE,RUN,EXIT_RESTART,           LAUNCHING,RUN,SPAWN",
    "ONLINE,RUN,EXIT_WAIT,              WAITING_RESTART,RUN,ARM_RESTART",
    "ONLINE,RUN,EXIT_STAY,              STOPPED,STOP,",
    "ONLINE,RUN,EXIT_GIVE_UP,           ERRORED,RUN,",
    "STOPPING,STOP,EXIT_RESTART,        STOPPING,STOP,",
    "WAITING_RESTART,RUN,DELAY_OVER,    LAUNCHING,RUN,SPAWN",
    "STOPPED,STOP,DELAY_OVER,           STOPPED,STOP,",
    "STOPPING,RUN,ALL_GONE,             LAUNCHING,RUN,SPAWN",
    "STOPPING,STOP,ALL_GONE,            STOPPED,STOP,",
    "ONLINE,RUN,UNWELL,                 STOPPING,RUN,STOP_PROCESSES",
    "STOPPING,STOP,UNWELL,              STOPPING,STOP,",
    "STOPPING,RUN,GONE_WAIT,            WAITING_RESTART,RUN,ARM_RESTART",
    "STOPPING,STOP,GONE_WAIT,           STOPPED,STOP,",
    "STOPPING,FORGET,GONE_WAIT,         STOPPED,FORGET,REMOVE",
    "ONLINE,RUN,GONE_WAIT,              ONLINE,RUN,",
    "STOPPING,RUN,GONE_GIVE_UP,         ERRORED,RUN,",
    "STOPPING,FORGET,GONE_GIVE_UP,      STOPPED,FORGET,REMOVE",
    "STOPPING,FORGET,ALL_GONE,          STOPPED,FORGET,REMOVE",
    "STOPPING,STOP,STOP_FAILED,         ERRORED,STOP,",
    "STOPPING,FORGET,STOP_FAILED,       ERRORED,FORGET,",
    "STOPPING,RUN,STOP_FAILED,          ERRORED,RUN,",
    "ERRORED,RUN,ALL_GONE,              LAUNCHING,RUN,SPAWN",
    "ERRORED,STOP,ALL_GONE,             STOPPED,STOP,",
    "ERRORED,FORGET,ALL_GONE,           STOPPED,FORGET,REMOVE",
    "ERRORED,RUN,GONE_WAIT,             WAITING_RESTART,RUN,ARM_RESTART",
    "ERRORED,RUN,GONE_GIVE_UP,          ERRORED,RUN,",
    "ONLINE,RUN,ALL_GONE,               ONLINE,RUN,",
    "ERRORED,RUN,EXIT_RESTART,          ERRORED,RUN,",
  })
  void goesOn(
      Status actual, Desired desired, Event event, Status next, Desired wanted, String actions) {
    assertEquals(
        new Lifecycle.Step(new Lifecycle(next, wanted), actions(actions)),
        new Lifecycle(actual, desired).on(event));
  }

  private static List<Action> actions(String words) {
    List<Action> expected = new ArrayList<>();
    for (String action : words == null ? new String[0] : words.split("\\+")) {
      expected.add(Action.valueOf(action));
    }
    return expected;
  }

  /** As above, when its last run may have left processes. */
  @ParameterizedTest
  @CsvSource({
    "STOPPED,STOP,START,                STOPPING,RUN,STOP_PROCESSES",
    "ERRORED,RUN,RESTART,               STOPPING,RUN,STOP_PROCESSES",
    "WAITING_RESTART,RUN,START,         STOPPING,RUN,CANCEL_RESTART+STOP_PROCESSES",
    "STOPPED,STOP,STOP,                 STOPPING,STOP,STOP_PROCESSES",
    "ERRORED,RUN,STOP,                  STOPPING,STOP,STOP_PROCESSES",
    "STOPPED,STOP,DELETE,               STOPPING,FORGET,STOP_PROCESSES",
    "ERRORED,STOP,DELETE,               STOPPING,FORGET,STOP_PROCESSES",
    "ONLINE,RUN,EXIT_RESTART,           STOPPING,RUN,STOP_PROCESSES",
    "WAITING_RESTART,RUN,DELAY_OVER,    STOPPING,RUN,STOP_PROCESSES",
    "ONLINE,RUN,EXIT_STAY,              STOPPED,STOP,",
    "STOPPING,STOP,STOP,                STOPPING,STOP,",
    "STOPPING,FORGET,ALL_GONE,          STOPPED,FORGET,REMOVE",
  })
  void stopsWhatIsLeftFirst(
      Status actual, Desired desired, Event event, Status next, Desired wanted, String actions) {
    assertEquals(
        new Lifecycle.Step(new Lifecycle(next, wanted), actions(actions)),
        new Lifecycle(actual, desired).on(event, true));
  }

  @ParameterizedTest
  @EnumSource(Event.class)
  void neverSpawnsWhatIsNotWanted(Event event) {
    for (Status actual : Status.values()) {
      for (Desired desired : Desired.values()) {
        Lifecycle.Step step = new Lifecycle(actual, desired).on(event);
        boolean spawns = step.actions().contains(Action.SPAWN);
        boolean request = event == Event.START || event == Event.RESTART;
        if (spawns && !request && (actual == STOPPING || actual == ERRORED)) {
          assertEquals(Desired.RUN, step.next().desired());
        }
        boolean again = actual != LAUNCHING || event == Event.EXIT_RESTART;
        assertEquals(spawns, step.next().actual() == LAUNCHING && again);
      }
    }
  }

  @Test
  void aStopIsNeverLostWhateverHappensAfterIt() {
    for (Status actual : List.of(LAUNCHING, ONLINE, STOPPING, WAITING_RESTART, ERRORED, STOPPED)) {
      Lifecycle state = new Lifecycle(actual, Desired.RUN).on(Event.STOP).next();
      for (Event event :
          List.of(Event.READY, Event.EXIT_RESTART, Event.DELAY_OVER, Event.ALL_GONE)) {
        state = state.on(event).next();
      }
      assertEquals(new Lifecycle(STOPPED, Desired.STOP), state, "stopped while " + actual);
    }
  }

  @Test
  void settlesWhenNothingMoreIsToCome() {
    for (Status actual : Status.values()) {
      boolean rests = actual == ONLINE || actual == STOPPED || actual == ERRORED;
      assertEquals(rests, new Lifecycle(actual, Desired.RUN).settled());
    }
  }
}
