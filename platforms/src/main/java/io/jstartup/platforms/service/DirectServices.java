package io.jstartup.platforms.service;

import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.HookPlan;
import io.jstartup.platforms.detect.MachineFacts;
import java.util.Map;

/** How an init system runs an app itself, by scripts of its own, without {@code jstartup exec}. */
@FunctionalInterface
public interface DirectServices {
  /**
   * The service; the hook's app is what the shell reads to become the app.
   *
   * @param values what the scripts put in, besides the hook's own
   */
  HookPlan plan(BootHook hook, MachineFacts facts, Map<String, Object> values);
}
