package io.jstartup.model.hook;

import java.nio.file.Path;

/**
 * A user of this machine as its user database holds it (passwd(5)).
 *
 * @param home the home folder in the user database; {@code --hp} may name another one for the hook
 */
public record Account(String name, int uid, int gid, Path home) {
  public boolean isRoot() {
    return uid == 0;
  }
}
