package io.jstartup.model;

/**
 * One entry of the saved list: one instance of an app with its desired state.
 *
 * @param app the app; its {@code instances} says how many entries of the list belong to it
 * @param number the instance's number, from 0
 * @param uniqueId a UUID that stays the instance's own over restarts, saves and boots
 * @param run whether the supervisor should run it: a stopped app comes back stopped
 * @param service the service that runs it in the supervisor's place, which never starts it then, as {@link ServiceMark#text} has it; empty:
 *     none
 */
public record SavedInstance(AppSpec app, int number, String uniqueId, boolean run, String service) {
  /** One that is the supervisor's. */
  public SavedInstance(AppSpec app, int number, String uniqueId, boolean run) {
    this(app, number, uniqueId, run, "");
  }

  /** Whether the supervisor may not run it. */
  public boolean isService() {
    return !service.isEmpty();
  }

  public SavedInstance withApp(AppSpec newApp) {
    return new SavedInstance(newApp, number, uniqueId, run, service);
  }
}
