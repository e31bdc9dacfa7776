package io.jstartup.supervisor.ops;

import io.jstartup.dump.EntryMask;
import io.jstartup.model.AppSpec;
import io.jstartup.supervisor.process.Instance;
import java.util.Map;
import java.util.WeakHashMap;

/** What is hidden of each instance, looked for once: monitors ask every few seconds. */
final class Masks {
  private final Map<Instance, Known> known = new WeakHashMap<>();

  /** Holds for as long as the instance has this very app. */
  private record Known(AppSpec app, EntryMask mask) {}

  /** Hides the secrets of an instance's entry. */
  void apply(Instance instance, Map<String, Object> entry) {
    Known mask = known.get(instance);
    if (mask == null || mask.app() != instance.app()) {
      mask = new Known(instance.app(), EntryMask.of(entry));
      known.put(instance, mask);
    }
    mask.mask().apply(entry);
  }
}
