package io.jstartup.supervisor.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jstartup.dump.json.Json;
import io.jstartup.model.Status;
import io.jstartup.supervisor.process.Beside;
import io.jstartup.supervisor.process.Predecessor;
import io.jstartup.supervisor.process.StopEnd;
import io.jstartup.supervisor.restart.DatedHistory;
import io.jstartup.supervisor.restart.RestartDecision.Verdict;
import io.jstartup.supervisor.state.Desired;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What one version writes of an instance and another one reads. */
class LiveRunTest {
  /** As it was written before the times of its ends and what follows its stop were. */
  private static final String EARLIER =
      "{\"actual\":\"WAITING_RESTART\",\"desired\":\"RUN\",\"pid\":0,\"startTime\":0,\"started\":5,"
          + "\"created\":4,\"restarts\":15,\"unstable\":14,\"backoff\":225,\"reason\":\"why\"";

  private static LiveRun run(DatedHistory history, StopEnd end) {
    return new LiveRun(
        Status.WAITING_RESTART,
        Desired.RUN,
        0,
        0,
        0,
        false,
        new Predecessor(0, 5, 4, 15, history, "why", end),
        Beside.NOBODY);
  }

  private static LiveRun read(String json) throws Exception {
    return LiveRun.fromJson((Map<?, ?>) Json.parse(json.getBytes(UTF_8)));
  }

  @Test
  void readsWhatItHasWritten() throws Exception {
    LiveRun run =
        run(
            new DatedHistory(1_790_000_000_000L, 14, Duration.ofMillis(225), List.of(0L, 9L)),
            new StopEnd(true, Optional.of(Verdict.GIVE_UP), "unwell"));
    assertEquals(run, LiveRun.fromJson((Map<?, ?>) Json.parse(Json.compact(run.toJson()))));
  }

  @Test
  void readsWhatAnEarlierOrALaterVersionHasWritten() throws Exception {
    LiveRun run = run(new DatedHistory(0, 14, Duration.ofMillis(225), List.of()), StopEnd.NONE);
    assertEquals(run, read(EARLIER + "}"));
    assertEquals(
        run,
        read(
            EARLIER
                + ",\"since\":\"noon\",\"exits\":7,\"again\":2,\"verdict\":\"PARDON\",\"mood\":{\"good\":1}}"));
  }
}
