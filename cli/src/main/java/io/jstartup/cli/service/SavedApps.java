package io.jstartup.cli.service;

import io.jstartup.dump.AppEntries;
import io.jstartup.dump.DumpStore;
import io.jstartup.dump.LoadResult;
import io.jstartup.dump.ServiceGates;
import io.jstartup.dump.json.Json;
import io.jstartup.dump.json.JsonException;
import io.jstartup.generator.run.UserFiles;
import io.jstartup.io.CallerIds;
import io.jstartup.model.HomeLayout;
import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.SavedInstance;
import io.jstartup.model.hook.BootHook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The saved apps of a home, read with its owner's rights. */
final class SavedApps {
  private SavedApps() {}

  /**
   * The saved instances of these apps; of all apps when none is named.
   *
   * @throws ProblemsException when the list has no app of one of these names
   */
  static List<SavedInstance> named(List<SavedInstance> saved, List<String> names) {
    List<Problem> problems = new ArrayList<>();
    for (String name : names) {
      if (saved.stream().noneMatch(instance -> instance.app().name().equals(name))) {
        problems.add(
            new Problem(
                "cannot make app '" + name + "' a service",
                "the saved list has none of that name",
                "start it and save the list with: jstartup save"));
      }
    }
    if (!problems.isEmpty()) {
      throw new ProblemsException(problems);
    }
    return names.isEmpty()
        ? saved
        : saved.stream().filter(instance -> names.contains(instance.app().name())).toList();
  }

  /**
   * All saved instances.
   *
   * @throws ProblemsException when the list can't be read whole, or is empty
   */
  static List<SavedInstance> saved(BootHook hook) {
    List<SavedInstance> saved = all(hook);
    if (saved.isEmpty()) {
      throw new ProblemsException(
          "no app is saved in '" + new HomeLayout(hook.jstartupHome()).dump() + "'",
          "",
          "save the list with: jstartup save");
    }
    return saved;
  }

  /**
   * All saved instances; none when the list is empty.
   *
   * @throws ProblemsException when the list can't be read whole
   */
  static List<SavedInstance> all(BootHook hook) {
    HomeLayout home = new HomeLayout(hook.jstartupHome());
    return own(hook) ? whole(new DumpStore(home).load()) : whole(entries(hook, home));
  }

  private static AppEntries entries(BootHook hook, HomeLayout home) {
    try {
      return AppEntries.read(Json.parse(new UserFiles().read(hook.account(), home.dump())));
    } catch (JsonException e) {
      throw new ProblemsException(
          "cannot read the saved list '" + home.dump() + "'",
          "it is no JSON: " + e.getMessage(),
          "as that user, save the list again: jstartup save");
    }
  }

  private static boolean own(BootHook hook) {
    try {
      return CallerIds.uid() == hook.account().uid();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<SavedInstance> whole(LoadResult loaded) {
    return whole(new AppEntries(loaded.instances(), loaded.warnings()));
  }

  private static List<SavedInstance> whole(AppEntries entries) {
    if (!entries.problems().isEmpty()) {
      throw new ProblemsException(entries.problems());
    }
    return ServiceGates.settled(entries.instances());
  }
}
