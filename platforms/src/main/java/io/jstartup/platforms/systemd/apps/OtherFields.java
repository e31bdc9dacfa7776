package io.jstartup.platforms.systemd.apps;

import io.jstartup.model.AppSpec;

/** What no line stands for. */
final class OtherFields {
  private OtherFields() {}

  static void report(Draft draft) {
    AppSpec app = draft.app();
    draft.exact("instances", "a service each, with " + app.instanceVar());
    draft.exact("autostart", "the target starts what was saved as running");
    draft.approximated("pid_file", "none is written: systemctl show --property MainPID");
    if (!app.namespace().equals(AppSpec.DEFAULT_NAMESPACE)) {
      draft.lost("namespace", "units have none");
    }
    if (app.clusterMode()) {
      draft.lost("exec_mode: cluster", "services share no port");
    }
    if (app.watch().on()) {
      draft.lost("watch", "systemd watches no folders with all below them");
    }
    if (!app.listen().isEmpty()) {
      draft.lost("listen", "this version makes no sockets' units: it has to listen itself");
    }
  }
}
