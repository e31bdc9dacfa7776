package io.jstartup.platforms.service;

import io.jstartup.platforms.Command;
import io.jstartup.platforms.HookPlan;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The services of one user's apps.
 *
 * @param group what starts, stops and enables them all, as the init system names it
 * @param services one for each instance
 * @param files what is written as it is
 * @param hook the commands around them, in the form that an install takes, and the files that are made of templates. Its {@code enable}
 *     starts nothing, now or at boot: that has to wait until no supervisor has the apps
 * @param takeOver has the init system start those that are to run at every boot, and starts none now
 * @param start starts them now; waits for them
 * @param began where it shows after that how the first start of a service's app went, by the service's name: see {@link
 *     io.jstartup.model.HomeLayout#began()}; those that are missing the init system itself has waited for, or nobody can tell
 */
public record ServicePlan(
    String group,
    List<AppService> services,
    List<ServiceFile> files,
    HookPlan hook,
    List<Command> takeOver,
    List<Command> start,
    Map<String, Path> began) {
  public ServicePlan {
    services = List.copyOf(services);
    files = List.copyOf(files);
    takeOver = List.copyOf(takeOver);
    start = List.copyOf(start);
    began = Collections.unmodifiableMap(new LinkedHashMap<>(began));
  }

  /** Where all of it has its names, what {@code takeOver} makes among them. */
  public Set<Path> foldersOfNames() {
    Set<Path> folders = hook.foldersOfNames();
    files.forEach(file -> folders.add(file.path().getParent()));
    return folders;
  }
}
