package io.jstartup.cli.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jstartup.generator.run.CommandRunner;
import io.jstartup.platforms.Command;
import io.jstartup.platforms.CommandOutput;
import io.jstartup.platforms.os.ProcessIdentity;
import io.jstartup.supervisor.process.Outside;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MoveInTest {
  /** A systemctl that knows the unit's cgroup. */
  private static final CommandRunner SYSTEMD =
      new CommandRunner() {
        @Override
        public CommandOutput run(Command command) {
          return new CommandOutput(0, "/system.slice/x.service\n", "");
        }

        @Override
        public boolean has(Command command) {
          return true;
        }
      };

  @ParameterizedTest
  @ValueSource(strings = {"../x", "app-1/../../y", "app-", "", "app-1/x", "supervisor", "app-1\n"})
  void nothingIsMovedIntoWhatIsNoAppsCgroupOfTheUnit(String group) {
    ProcessIdentity self = new ProcessIdentity((int) ProcessHandle.current().pid(), 1);
    List<String> failures =
        new MoveIn(SYSTEMD, "x.service", 0).run(() -> List.of(new Outside(group, List.of(self))));
    assertEquals(List.of("'" + group + "' is no app's cgroup"), failures);
  }
}
