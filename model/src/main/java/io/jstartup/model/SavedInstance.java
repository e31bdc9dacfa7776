package io.jstartup.model;

/**
 * One entry of the saved list: one instance of an app with its desired state.
 *
 * @param app the app; its {@code instances} says how many entries of the list belong to it
 * @param number the instance's number, from 0
 * @param uniqueId a UUID that stays the instance's own over restarts, saves and boots
 * @param run whether it should run: a stopped app comes back stopped. A service without a gate is saved as one that should not
 * @param service the service that runs it in the supervisor's place, which never starts it then, as {@link ServiceMark#text} has it; empty:
 *     none
 * @param gate the path of the file without which that service does nothing, and the app is the supervisor's; empty: there is none, as
 *     in older versions
 */
public record SavedInstance(
    AppSpec app, int number, String uniqueId, boolean run, String service, String gate) {
  /** One that is the supervisor's. */
  public SavedInstance(AppSpec app, int number, String uniqueId, boolean run) {
    this(app, number, uniqueId, run, "", "");
  }

  /** Whether the supervisor may not run it. */
  public boolean isService() {
    return !service.isEmpty();
  }

  public SavedInstance withApp(AppSpec newApp) {
    return new SavedInstance(newApp, number, uniqueId, run, service, gate);
  }

  /** The same with the supervisor to run it. */
  public SavedInstance withoutService() {
    return new SavedInstance(app, number, uniqueId, run);
  }
}
