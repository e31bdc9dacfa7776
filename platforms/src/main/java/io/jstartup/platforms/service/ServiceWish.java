package io.jstartup.platforms.service;

import io.jstartup.model.SavedInstance;
import io.jstartup.model.hook.Account;
import io.jstartup.model.hook.BootHook;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What is to become services.
 *
 * @param hook whose apps; they run as its account, unless an app names another user
 * @param group what their names begin with; no two homes on a machine share it, see {@link
 *     io.jstartup.model.hook.ServiceName#of}
 * @param instances the saved instances
 * @param mayAppend whether whoever starts services may open this log file: not root, when another user could put a link to any file in its
 *     place, or name a file that is not theirs
 * @param entry the text that an instance is saved as
 * @param inherited the variables that services get from whoever starts them, unless the app has them or they are unset; as far
 *     as they are known
 */
public record ServiceWish(
    BootHook hook,
    String group,
    List<SavedInstance> instances,
    Predicate<Path> mayAppend,
    Function<SavedInstance, String> entry,
    Set<String> inherited) {
  public ServiceWish {
    instances = List.copyOf(instances);
    inherited = Collections.unmodifiableSet(new TreeSet<>(inherited));
  }

  /** Who they run as. */
  public Account account() {
    return hook.account();
  }
}
