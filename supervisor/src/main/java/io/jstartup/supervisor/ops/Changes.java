package io.jstartup.supervisor.ops;

import io.jstartup.dump.AppEntry;
import io.jstartup.model.AppName;
import io.jstartup.model.AppSpec;
import io.jstartup.model.ProblemsException;
import io.jstartup.supervisor.control.Changeable;
import io.jstartup.supervisor.process.Instance;
import io.jstartup.supervisor.process.Supervision;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code restart} changes of an app: its name, and when it is started again. In the saved list's form. */
final class Changes {
  private Changes() {}

  /**
   * What each of these becomes; nothing happens to them yet.
   *
   * @throws ProblemsException says which change can't be used, and why
   */
  static Map<Instance, AppSpec> of(
      Map<?, ?> changes, List<Instance> targets, Supervision supervision) {
    if (changes.get("name") instanceof String name) {
      checkName(name, targets, supervision);
    }
    Map<Instance, AppSpec> changed = new LinkedHashMap<>();
    for (Instance instance : targets) {
      changed.put(instance, changes.isEmpty() ? instance.app() : changed(instance, changes));
    }
    return changed;
  }

  private static AppSpec changed(Instance instance, Map<?, ?> changes) {
    Map<String, Object> entry = AppEntry.entry(instance.saved());
    entry.put("instances", (long) instance.app().instances());
    changes.forEach(
        (key, value) -> {
          if (!Changeable.FIELDS.contains(key)) {
            String what = "cannot restart app '" + instance.name() + "'";
            throw new ProblemsException(what, "'" + key + "' can't be changed that way", "");
          }
          entry.put((String) key, value);
        });
    return AppEntry.read(entry).app();
  }

  private static void checkName(String name, List<Instance> targets, Supervision supervision) {
    String what = "cannot name it '" + name + "'";
    AppName.refusal(name)
        .ifPresent(
            why -> {
              throw new ProblemsException(what, why, "");
            });
    for (Instance instance : targets) {
      if (!instance.name().equals(targets.get(0).name())) {
        throw new ProblemsException(what, "several apps are meant", "name one of them");
      }
    }
    for (Instance instance : supervision.instances().named(name)) {
      if (!targets.contains(instance)) {
        throw new ProblemsException(
            what, "id " + instance.id() + " has that name", "choose another, or delete that app");
      }
    }
  }
}
