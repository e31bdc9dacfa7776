package io.jstartup.supervisor.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.platforms.os.ProcessIdentity;
import io.jstartup.platforms.os.TaggedProcess;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessTreeTest {
  private static final int SUPERVISOR = 10;
  private static final int INIT = 1;
  private static final int MAIN = 100;
  private static final String OURS = "ours";

  private static TaggedProcess process(int pid, int parent, int session, String tag) {
    return new TaggedProcess(new ProcessIdentity(pid, pid), parent, session, tag);
  }

  private static final TaggedProcess LIVE_MAIN = process(MAIN, SUPERVISOR, MAIN, OURS);

  private static List<Integer> found(boolean running, TaggedProcess... processes) {
    return new ProcessTree(SUPERVISOR, Arrays.asList(processes))
        .of(OURS, MAIN, running).stream().map(ProcessIdentity::pid).sorted().toList();
  }

  @Test
  void takesTheTaggedWhereverTheyAre() {
    assertEquals(List.of(MAIN, 101), found(true, LIVE_MAIN, process(101, INIT, 101, OURS)));
    assertEquals(List.of(101), found(false, process(101, INIT, 101, OURS)));
  }

  @Test
  void takesDescendantsThatDroppedTheTag() {
    assertEquals(
        List.of(MAIN, 101, 102),
        found(true, LIVE_MAIN, process(101, MAIN, 101, null), process(102, 101, 102, null)));
  }

  @Test
  void takesTheSessionOfALiveMainProcess() {
    assertEquals(List.of(MAIN, 101), found(true, LIVE_MAIN, process(101, INIT, MAIN, null)));
  }

  @Test
  void takesNoStrangersSessionThatGotTheNumberOfADeadMainProcess() {
    assertEquals(List.of(), found(false, process(101, INIT, MAIN, null)));
    assertEquals(List.of(), found(false, process(101, 50, MAIN, null)));
  }

  @Test
  void takesOrphansOfADeadMainProcessThatCameToTheSupervisor() {
    assertEquals(
        List.of(101, 102),
        found(false, process(101, SUPERVISOR, MAIN, null), process(102, 101, 102, null)));
  }

  @Test
  void leavesAnotherInstancesProcessesThoughTheyDescend() {
    TaggedProcess other = process(101, MAIN, 101, "other");
    assertEquals(List.of(MAIN), found(true, LIVE_MAIN, other, process(102, 101, 102, null)));
  }

  @Test
  void findsNothingOfOneThatNeverRan() {
    List<TaggedProcess> kernelThread = List.of(process(2, 0, 0, null));
    assertEquals(List.of(), new ProcessTree(SUPERVISOR, kernelThread).of(OURS, 0, false));
  }

  @Test
  void doubtsWhileAnOrphanHasNoEnvironmentYet() {
    TaggedProcess fresh = process(101, SUPERVISOR, 101, null);
    assertTrue(new ProcessTree(SUPERVISOR, List.of(LIVE_MAIN, fresh)).hasNewOrphans());
    assertFalse(new ProcessTree(SUPERVISOR, List.of(LIVE_MAIN)).hasNewOrphans());
  }
}
