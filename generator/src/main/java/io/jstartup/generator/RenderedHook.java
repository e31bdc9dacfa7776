package io.jstartup.generator;

import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.HookPlan;
import java.util.List;

/** A hook ready to be written: the facts, the plan and the bytes of its files, in the plan's order. */
public record RenderedHook(BootHook hook, HookPlan plan, List<RenderedFile> files) {
  public RenderedHook {
    files = List.copyOf(files);
  }
}
