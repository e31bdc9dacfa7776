package io.jstartup.dump;

import io.jstartup.model.AppSpec;
import io.jstartup.model.Launch;
import io.jstartup.model.SavedInstance;

/** PM2 saves an interpreter as the bare word {@code node}; what we start is an absolute path. */
final class PinnedInterpreter {
  private PinnedInterpreter() {}

  /** The instance as it is when nothing is to be found, or no such program is: then its start says so. */
  static SavedInstance in(SavedInstance saved) {
    Launch launch = saved.app().launch();
    String word = launch.interpreter();
    if (word.equals(Launch.NO_INTERPRETER) || word.startsWith("/")) {
      return saved;
    }
    String path = launch.env().getOrDefault("PATH", Programs.USUAL_PATH);
    return Programs.find(word, path).map(found -> with(saved, launch, found)).orElse(saved);
  }

  private static SavedInstance with(SavedInstance saved, Launch launch, String interpreter) {
    AppSpec app =
        saved
            .app()
            .withLaunch(
                new Launch(
                    launch.executable(),
                    launch.args(),
                    interpreter,
                    launch.interpreterArgs(),
                    launch.cwd(),
                    launch.env()));
    return saved.withApp(app);
  }
}
