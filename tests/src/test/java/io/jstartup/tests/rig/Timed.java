package io.jstartup.tests.rig;

import java.util.ArrayList;
import java.util.List;

/**
 * How long a program took in a machine.
 *
 * @param millis the time from its start to its end
 * @param busy for how many of these the machine was too busy with others to run what it was to
 */
public record Timed(long millis, long busy) {
  /** Runs it as root; it has to succeed. */
  public static Timed run(InitMachine machine, String... program) {
    List<String> command =
        new ArrayList<>(List.of("python3", "-c", InitMachine.resource("rig/timed.py")));
    command.addAll(List.of(program));
    String[] took =
        machine.root(command.toArray(String[]::new)).expect(0).stdout().strip().split(" ");
    return new Timed(Long.parseLong(took[0]), Long.parseLong(took[1]));
  }
}
