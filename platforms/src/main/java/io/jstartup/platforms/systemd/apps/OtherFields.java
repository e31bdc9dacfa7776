package io.jstartup.platforms.systemd.apps;

import io.jstartup.model.AppSpec;

/** What no line stands for. */
final class OtherFields {
  private OtherFields() {}

  static void report(Draft draft) {
    AppSpec app = draft.app();
    draft.exact("name", "Description=, and in the unit's name");
    draft.exact("instances, instance_var", "a service each, with " + app.instanceVar());
    if (!app.incrementVar().isEmpty()) {
      draft.exact("increment_var", "each one's environment has its own number");
    }
    draft.exact("autostart", "the target starts what was saved as running");
    draft.approximated(
        "pid_file",
        "none is written: "
            + (draft.scope().ofUser() ? "systemctl --user" : "systemctl")
            + " show --property MainPID");
    draft.exact("namespace", "jstartup's list knows it, systemd has none");
    if (app.clusterMode()) {
      draft.lost("exec_mode", "services share no port");
    } else {
      draft.exact("exec_mode", "a process of its own");
    }
    if (app.watch().on()) {
      draft.lost(
          "watch, ignore_watch, watch_delay, watch_ext, watch_options",
          "systemd watches no folders with all below them");
    }
    draft.exact("filter_env", "what is saved is filtered already");
    if (!app.others().isEmpty()) {
      draft.exact("others", "nothing reads them: " + String.join(", ", app.others().keySet()));
    }
    if (!app.listen().isEmpty()) {
      draft.lost("listen", "this version makes no sockets' units: it has to listen itself");
    }
  }
}
