package io.jstartup.tests.fidelity;

import io.jstartup.tests.rig.InitMachine;
import io.jstartup.tests.rig.Output;
import java.util.ArrayList;
import java.util.List;

/** jstartup, in {@code /opt/jstartup} of a machine, for one home. */
record HomeCommands(InitMachine machine, Home home) {
  private static final String JSTARTUP = "/opt/jstartup/bin/jstartup";

  /** As the home's user, with the home's variables and no others. */
  Output run(String... words) {
    List<String> command = new ArrayList<>();
    if (!home.user().equals("root")) {
      command.addAll(
          List.of("setpriv", "--reuid=" + home.user(), "--regid=" + home.user(), "--init-groups"));
    }
    command.addAll(List.of("env", "-i", "-C", home.folder()));
    home.variables().forEach((name, value) -> command.add(name + "=" + value));
    command.add(JSTARTUP);
    command.addAll(List.of(words));
    return machine.root(command.toArray(String[]::new));
  }

  /** As root for the home's user: {@code startup}, {@code unstartup}, {@code native install}. */
  Output asRoot(String... words) {
    List<String> command =
        new ArrayList<>(List.of("env", "JSTARTUP_HOME=" + home.jstartup(), JSTARTUP));
    command.addAll(List.of(words));
    command.addAll(List.of("-u", home.user(), "--hp", home.folder()));
    return machine.root(command.toArray(String[]::new));
  }
}
