package io.jstartup.generator;

import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.Command;
import io.jstartup.platforms.HookPlan;
import java.util.List;

/** A hook ready to be written: the facts, the plan and the bytes of its files, in the plan's order. */
public record RenderedHook(BootHook hook, HookPlan plan, List<RenderedFile> files) {
  public RenderedHook {
    files = List.copyOf(files);
  }

  /** The same hook, but when its files are gone this is what is run. */
  public RenderedHook afterRemoval(Command command) {
    return new RenderedHook(hook, plan.afterRemoval(command), files);
  }
}
