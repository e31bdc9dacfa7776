package io.jstartup.platforms.service;

import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.detect.MachineFacts;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Function;

/** How one init system runs apps as services of its own. Implementations are pure, as {@link io.jstartup.platforms.InitSystem} is. */
public interface ServiceTarget {
  /** The receipt's name for a group's services: no hook's, as no hook has an {@code @}. */
  static String receipt(String group) {
    return group + "@apps";
  }

  /** The group whose receipt has this name. */
  static String group(String receipt) {
    return receipt.substring(0, receipt.lastIndexOf('@'));
  }

  /** Whether a receipt of this name is of a group's services. */
  static boolean isReceipt(String name) {
    return name.endsWith(receipt(""));
  }

  /** The init system's id. */
  String id();

  /**
   * All services, with the commands around them and the report of what they keep.
   *
   * @param facts where this machine's own things are
   * @param version the installed version; no directive that it does not know is in the plan
   * @throws io.jstartup.model.ProblemsException with all that can't be carried, in any of the apps
   */
  ServicePlan plan(ServiceWish wish, MachineFacts facts, int version);

  /** The service of an instance. */
  String service(String group, String app, int number);

  /** The services that the hook's installed group starts; {@code read} gives a file's text, empty when it is not there. */
  Set<String> started(BootHook hook, String group, Function<Path, String> read);
}
