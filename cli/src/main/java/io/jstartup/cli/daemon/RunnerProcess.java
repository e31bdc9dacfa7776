package io.jstartup.cli.daemon;

import io.jstartup.cli.session.ExitCode;
import io.jstartup.cli.session.Session;
import io.jstartup.cli.session.Version;
import io.jstartup.dump.AppEntry;
import io.jstartup.io.PrivateFolder;
import io.jstartup.model.HomeLayout;
import io.jstartup.model.SavedInstance;
import io.jstartup.platforms.os.OperatingSystem;
import io.jstartup.platforms.os.OperatingSystems;
import io.jstartup.supervisor.Daemon;
import io.jstartup.supervisor.DaemonOptions;
import io.jstartup.supervisor.client.DaemonLauncher;
import io.jstartup.supervisor.handover.OwnCommand;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * This process as the supervisor of one app, {@code jstartup exec}. It has a home of its own, so that a successor finds the app when this
 * one dies, and the user's supervisor is not disturbed.
 *
 * @param home that home
 * @param settles whether an app that has ended for good is no failure, whatever its exit code
 */
public record RunnerProcess(Session session, HomeLayout home, boolean settles) {

  /** Runs the app of this entry until it has ended for good; gives its exit code. */
  public int run(Map<String, Object> entry) {
    NativeLibrary.locate();
    OperatingSystem os = OperatingSystems.current();
    PrivateFolder.ensure(home.home());
    DaemonOptions how =
        new DaemonOptions(
            home,
            Version.text(),
            false,
            Optional.empty(),
            Map.of(),
            OwnCommand.UNKNOWN,
            false,
            Optional.of(own(AppEntry.read(entry))));
    int code = Daemon.run(how, os, LogLines.onStdout(session));
    return settles && code != DaemonLauncher.HOME_TAKEN ? ExitCode.OK : code;
  }

  /** A name for the folder of what it keeps about this app, where no other was asked for. */
  public static String folder(Map<String, Object> entry) {
    byte[] name =
        (entry.get("name") + "/" + entry.get("unique_id")).getBytes(StandardCharsets.UTF_8);
    return UUID.nameUUIDFromBytes(name).toString();
  }

  /** With an id of its own: the user's supervisor takes processes with the saved one for apps that it has left. */
  private SavedInstance own(SavedInstance saved) {
    byte[] name = (home.home() + "/" + saved.uniqueId()).getBytes(StandardCharsets.UTF_8);
    return new SavedInstance(
        saved.app().withInstances(1),
        saved.number(),
        UUID.nameUUIDFromBytes(name).toString(),
        true);
  }
}
